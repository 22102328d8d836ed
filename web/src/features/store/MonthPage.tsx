import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { StockMonth } from '@/api/types'
import { useSiteId, useTimeZone } from '@/app/site'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { toWall } from '@/ui/time'
import { useUrlState } from '@/ui/useUrlState'
import { StoreTabs } from './StoreTabs'

/** What moved the stock in a month, and whether that explains what it is worth. */
export function MonthPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const zone = useTimeZone()
  const [url, setUrl] = useUrlState()
  const month = url.month ?? toWall(new Date(), zone).slice(0, 7)
  const query = useQuery({
    queryKey: ['stock/month', site, month],
    queryFn: ({ signal }) => api.get<StockMonth>('/stock/month', { query: { site, month }, signal }),
  })
  return (
    <>
      <PageHeader
        title={t('store.place.month')}
        beside={<StoreTabs now="month" />}
        actions={
          <Input
            type="month"
            aria-label={t('store.month')}
            value={month}
            onChange={({ target }) => setUrl({ month: target.value })}
          />
        }
      />
      <RecordGate query={query}>{(report) => <MonthView report={report} />}</RecordGate>
    </>
  )
}

function MonthView({ report }: { report: StockMonth }) {
  const { t } = useTranslation()
  const money = (amount: number) => <Money amount={amount} currency={report.currency} />
  const row = (key: string, label: string, value: number, movements?: number, strong = false) => (
    <tr key={key}>
      <td>{strong ? <strong>{label}</strong> : label}</td>
      <td className="end">{movements}</td>
      <td className="end">{strong ? <strong>{money(value)}</strong> : money(value)}</td>
    </tr>
  )
  return (
    <div className="record-columns">
      <section className="panel">
        <header className="panel-head">
          <h2 className="panel-title">{t('store.causes')}</h2>
        </header>
        <div className="table-scroll">
          <table className="table still">
            <thead>
              <tr>
                <th scope="col">{t('inventory.movement')}</th>
                <th scope="col" className="end">
                  {t('store.movementsCount')}
                </th>
                <th scope="col" className="end">
                  {t('store.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {row('opening_cost', t('store.openingWorth'), report.opening_cost, undefined, true)}
              {report.causes.map(({ kind, movements, value_cost }) =>
                row(kind, t(`store.monthKind.${kind}`), value_cost, movements),
              )}
              {row('rounding_cost', t('store.rounding'), report.rounding_cost)}
              {row('closing_cost', t('store.closingWorth'), report.closing_cost, undefined, true)}
            </tbody>
          </table>
        </div>
      </section>
      <aside className="stack aside">
        <section className="panel">
          <header className="panel-head">
            <h2 className="panel-title">{t('store.underWay')}</h2>
          </header>
          <div className="panel-body">
            <Facts
              facts={[
                { label: t('store.inTransit'), value: money(report.in_transit_cost) },
                { label: t('store.openCredit'), value: money(report.open_credit_cost) },
                { label: t('store.unbilledWorth'), value: money(report.unbilled_cost) },
              ]}
            />
          </div>
        </section>
      </aside>
    </div>
  )
}
