import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ReceivablesReport } from '@/api/types'
import { Bars } from '@/ui/Bars'
import { Money } from '@/ui/Money'

const AGES = ['current', 'days30', 'days60', 'days90', 'more'] as const

/** What customers owe now, by how late it is. */
export function ReceivablesCard({ site }: { site?: string }) {
  const { t } = useTranslation()
  const report = useQuery({
    queryKey: ['reports', 'receivables', site],
    queryFn: ({ signal }) => api.get<ReceivablesReport>('/reports/receivables', { query: { site }, signal }),
  }).data
  return report?.groups.map(({ currency, total, buckets, days }) => (
    <Bars
      key={currency}
      title={t('reports.receivables')}
      extra={
        <p>
          <strong>
            <Money amount={total} currency={currency} />
          </strong>{' '}
          {days !== null && <span className="muted">{t('reports.dso', { count: days })}</span>}
        </p>
      }
      bars={buckets.map(({ open }, place) => ({
        label: t(`reports.ages.${AGES[place]}`),
        count: Math.max(open, 0),
        text: <Money amount={open} currency={currency} />,
      }))}
    />
  ))
}
