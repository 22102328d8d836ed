import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ReceivablesReport } from '@/api/types'
import { Bars } from '@/ui/Bars'
import { Money } from '@/ui/Money'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

const AGES = ['current', 'days30', 'days60', 'days90', 'more'] as const

interface Props {
  site?: string
  /** A day that is over; as it is now without. */
  on?: string
  /** Keeps what is on the screen. */
  onSave: () => void
}

/** What customers owe now, or owed at the end of a day, by how late it is. */
export function ReceivablesCard({ site, on, onSave }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const report = useQuery({
    queryKey: ['reports', 'receivables', site, on],
    queryFn: ({ signal }) => api.get<ReceivablesReport>('/reports/receivables', { query: { site, on }, signal }),
    placeholderData: keepPreviousData,
  }).data
  return report?.groups.map(({ currency, on: day, total, buckets, days }) => (
    <Bars
      key={currency}
      title={t('reports.receivables')}
      extra={
        <div className="row wrap">
          <p className="grow">
            <strong>
              <Money amount={total} currency={currency} />
            </strong>{' '}
            {on && <span className="muted">{t('reports.asOf', { day: formatDay(day, language) })} · </span>}
            {days !== null && <span className="muted">{t('reports.dso', { count: days })}</span>}
          </p>
          {!on && <Button onClick={onSave}>{t('savedReports.keep')}</Button>}
        </div>
      }
      bars={buckets.map(({ open }, place) => ({
        label: t(`reports.ages.${AGES[place]}`),
        count: Math.max(open, 0),
        text: <Money amount={open} currency={currency} />,
      }))}
    />
  ))
}
