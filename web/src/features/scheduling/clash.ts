import type { TFunction } from 'i18next'
import { asProblem } from '@/api/problem'
import type { Instant, Language, Problem } from '@/api/types'
import { formatInstant } from '@/ui/time'
import { clock, dayOf } from './days'

interface Clash {
  code: string
  resource?: string
  from: Instant
  until: Instant
  appointment_id?: string
  label?: string
  overbook?: boolean
}

const CODES = ['taken', 'absence', 'closed', 'locked-day', 'unable', 'too-many-waiters', 'nobody']

export function clashesOf(error: unknown): Clash[] {
  const problem: Problem = asProblem(error)
  if (problem.code !== 'clash') return []
  return (problem.errors ?? []).map(({ code, values }) => ({ ...(values as unknown as Clash), code }))
}

/** Can somebody who may overbook have the time all the same? */
export function canOverrule(error: unknown): boolean {
  const clashes = clashesOf(error)
  return clashes.length > 0 && clashes.every(({ overbook }) => overbook === true)
}

interface Words {
  t: TFunction
  language: Language
  zone: string
}

/** Each thing that stands in the way, as a sentence. */
export function clashWords(error: unknown, words: Words): string[] {
  const sentences = clashesOf(error).map((clash) => sentence(clash, words))
  return [...new Set(sentences)]
}

function sentence({ code, resource, from, until, label }: Clash, { t, language, zone }: Words): string {
  const known = CODES.includes(code) ? code : 'taken'
  const sameDay = dayOf(from, zone) === dayOf(until, zone)
  const time = sameDay
    ? `${clock(from, zone)} – ${clock(until, zone)}`
    : `${formatInstant(from, language, zone)} – ${formatInstant(until, language, zone)}`
  return t(`schedule.clash.${known}`, { resource: resource || t('schedule.theSite'), time, label: label ?? '' })
}
