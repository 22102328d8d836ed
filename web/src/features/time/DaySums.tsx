import { useTranslation } from 'react-i18next'
import type { TimeSum } from '@/api/types'
import { useLanguage } from '@/ui/useLanguage'
import { formatHours, formatRatio, formatSold, waitingOf } from './hours'

/** A day or a week in figures, each under its name. */
export function DaySums({ sum }: { sum: TimeSum }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const figures = [
    ['attended', formatHours(sum.attended)],
    ['worked', formatHours(sum.worked)],
    ['waiting', formatHours(waitingOf(sum))],
    ['sold', formatSold(sum.sold, language)],
    ['efficiency', formatRatio(sum.efficiency, language)],
  ] as const
  return (
    <dl className="day-sums">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`time.${name}`)}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
