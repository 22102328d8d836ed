import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DunningFigures as Figures, Id } from '@/api/types'
import { intlTag } from '@/app/locale'
import { type Bar, Bars } from '@/ui/Bars'
import { Money } from '@/ui/Money'
import { useLanguage } from '@/ui/useLanguage'

/** How far customers were reminded, and what came in upon letters. */
export function DunningFigures({ site }: { site: Id | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['dunning-figures', site],
    queryFn: ({ signal }) => api.get<Figures>('/dunning-figures', { query: { site }, signal }),
  })
  if (!data || (data.reached.length === 0 && data.answered.length === 0)) return null
  const share = new Intl.NumberFormat(intlTag(language), { style: 'percent', maximumFractionDigits: 0 })
  const percent = (part: number, whole: number) => share.format(whole > 0 ? part / whole : 0)
  const step = (number: number) => (number === 0 ? t('dunning.notYet') : t('dunning.stepNumber', { number }))
  const reached = data.reached.map(
    ({ step: number, currency, due, invoices, customers }): Bar => ({
      label: step(number),
      count: due,
      text: (
        <>
          <Money amount={due} currency={currency} />{' '}
          <span className="muted">{t('receivables.of', { customers, invoices })}</span>
        </>
      ),
    }),
  )
  const answered = data.answered.map(
    ({ step: number, currency, letters, asked, received }): Bar => ({
      label: `${step(number)} · ${t('dunning.letters', { count: letters })}`,
      count: asked,
      parts: [Math.max(0, received), Math.max(0, asked - received)],
      text: (
        <>
          <Money amount={received} currency={currency} /> <span className="muted">{percent(received, asked)}</span>
        </>
      ),
    }),
  )
  return (
    <div className="charts">
      <Bars title={t('dunning.reached')} bars={reached} empty={t('dunning.nobodyLate')} />
      <Bars
        title={t('dunning.answered')}
        bars={answered}
        legend={answered.length > 0 ? [t('dunning.cameIn'), t('dunning.stillOpen')] : undefined}
        empty={t('dunning.none.sent')}
      />
    </div>
  )
}
