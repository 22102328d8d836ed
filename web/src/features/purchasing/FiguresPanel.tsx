import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, SupplierFigures } from '@/api/types'
import { Percent } from '@/ui/Quantity'
import { formatScaled } from '@/ui/scaled'
import { Age } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import '@/ui/records.css'

/** How well a supplier delivers, each figure with what it is reckoned of. */
export function FiguresPanel({ supplier }: { supplier: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const figures = useQuery({
    queryKey: ['suppliers', 'figures', supplier],
    queryFn: ({ signal }) => api.get<SupplierFigures>(`/suppliers/${supplier}/figures`, { signal }),
  }).data
  if (!figures || figures.orders === 0) return null
  const { lead_hours, fill_rate, return_rate, last_received_at, orders, delivered } = figures
  const days = lead_hours === null ? null : formatScaled(Math.round((lead_hours * 10) / 24), 1, language)
  const rows = [
    { key: 'lead', value: days && t('purchasing.figures.days', { days }) },
    { key: 'fill', value: fill_rate !== null && <Percent value={fill_rate} /> },
    { key: 'returns', value: return_rate !== null && <Percent value={return_rate} /> },
    { key: 'orders', value: t('purchasing.figures.ofOrders', { delivered, orders }) },
    { key: 'last', value: last_received_at && <Age at={last_received_at} /> },
  ] as const
  return (
    <section className="panel panel-body" aria-label={t('purchasing.figures.title')}>
      <h2 className="panel-title">{t('purchasing.figures.title')}</h2>
      <dl className="facts">
        {rows.map(({ key, value }) => (
          <div key={key} className="fact">
            <dt>{t(`purchasing.figures.${key}`)}</dt>
            <dd>
              {value || '—'}
              <br />
              <small className="muted">{t(`purchasing.figures.formula.${key}`)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
