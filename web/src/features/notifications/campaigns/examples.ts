import i18n from 'i18next'
import type { Campaign, CampaignInput, Language } from '@/api/types'
import { LANGUAGES } from '@/app/locale'

export const EXAMPLES = ['deferred', 'lapsed', 'season'] as const
export type Example = (typeof EXAMPLES)[number]

const ALL: CampaignInput['segment'] = {
  kind: 'all',
  min_days: null,
  max_days: null,
  word: null,
  months: null,
  tag_id: null,
}

const SEGMENTS: Record<Example, CampaignInput['segment']> = {
  deferred: { ...ALL, kind: 'deferred', min_days: 60, max_days: 365 },
  lapsed: { ...ALL, kind: 'lapsed', months: 12 },
  season: ALL,
}

const blankText = (language: Language) => ({ language, subject: '', body: '', short: '' })

/** Nothing but the usual choices. */
export const blank = (): CampaignInput => ({
  name: '',
  segment: ALL,
  texts: LANGUAGES.map(({ code }) => blankText(code)),
  channels: ['sms', 'email'],
  holdout: 10,
  starts_on: null,
  ends_on: null,
  by_hand: false,
})

/** A campaign that is ready, with its words in each language. */
export async function example(which: Example): Promise<CampaignInput> {
  await i18n.loadLanguages(LANGUAGES.map(({ code }) => code)).catch(() => undefined)
  const words = await Promise.all(
    LANGUAGES.map(async ({ code }) => {
      const texts = (await import(`../../../locales/${code}.json`)).default.campaigns.texts as Record<string, string>
      const of = (part: string) => texts[`${which}${part}`] ?? ''
      return { language: code, subject: of('Subject'), body: of('Body'), short: of('Short') }
    }),
  )
  return { ...blank(), name: i18n.t(`campaigns.example.${which}`), segment: SEGMENTS[which], texts: words }
}

/** A campaign as it is edited: every language has its place. */
export function asInput(campaign: Campaign): CampaignInput {
  const { name, segment, channels, holdout, starts_on, ends_on, by_hand } = campaign
  const texts = LANGUAGES.map(({ code }) => campaign.texts.find(({ language }) => language === code) ?? blankText(code))
  return { name, segment, texts, channels, holdout, starts_on, ends_on, by_hand }
}

/** What is sent: languages in which nothing is said are left out. */
export function asSent(input: CampaignInput): CampaignInput {
  const { kind, min_days, max_days, word, months, tag_id } = input.segment
  const segment = {
    kind,
    min_days: kind === 'deferred' ? min_days : null,
    max_days: kind === 'deferred' ? max_days : null,
    word: kind === 'deferred' ? word || null : null,
    months: kind === 'lapsed' ? months : null,
    tag_id: tag_id ?? null,
  }
  const said = input.texts.filter(({ subject, body, short }) => subject || body || short)
  return { ...input, segment, texts: said.length > 0 ? said : input.texts.slice(0, 1) }
}
