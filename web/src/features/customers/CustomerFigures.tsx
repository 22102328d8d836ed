import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { Time } from '@/ui/Time'
import { useCustomerStatistics } from './queries'

/** How often a customer was here, and what they spent. */
export function CustomerFigures({ customer: { id, first_source, last_source } }: { customer: Customer }) {
  const { t } = useTranslation()
  const figures = useCustomerStatistics(id).data
  if (!figures) return null
  const { visits, first_visit_at, last_visit_at, no_shows, spent } = figures
  const money = (what: 'invoiced' | 'paid' | 'average') => ({
    label: t(`customers.figures.${what}`),
    value: spent.map((one) => (
      <div key={one.currency}>
        <Money amount={one[what]} currency={one.currency} />
      </div>
    )),
  })
  const facts = [
    { label: t('customers.figures.visits'), value: visits },
    { label: t('customers.figures.first'), value: first_visit_at && <Time at={first_visit_at} /> },
    { label: t('customers.lastVisit'), value: last_visit_at && <Time at={last_visit_at} /> },
    ...(first_source ? [{ label: t('customers.figures.firstSource'), value: t(`leadSource.${first_source}`) }] : []),
    ...(last_source ? [{ label: t('customers.figures.lastSource'), value: t(`leadSource.${last_source}`) }] : []),
    ...(no_shows > 0 ? [{ label: t('customers.figures.noShows'), value: no_shows }] : []),
    ...(spent.length > 0 ? [money('invoiced'), money('paid'), money('average')] : []),
  ]
  return (
    <aside className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('customers.figures.title')}</h2>
      </header>
      <div className="panel-body">
        <Facts facts={facts} />
      </div>
    </aside>
  )
}
