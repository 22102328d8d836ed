import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, WorkInProgress } from '@/api/types'
import { useMay } from '@/app/permission'
import { useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { StatusTag } from '@/ui/StatusTag'
import { toWall } from '@/ui/time'
import { useUrlState } from '@/ui/useUrlState'
import { MonthEndsPanel } from './MonthEndsPanel'
import { StockValuePanel } from './StockValuePanel'
import { UnfinishedOrders } from './UnfinishedOrders'
import './worth.css'

/** What unfinished work and the stock were worth at the end of a day. */
export function WorthPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const maySee = useMay('stock.see_cost')
  const [url, setUrl] = useUrlState()
  const today = toWall(new Date(), zone).slice(0, 10)
  const on = url.on && url.on <= today ? url.on : today
  if (!maySee) return <EmptyState title={t('worth.hidden')} text={t('worth.hiddenText')} />
  return (
    <>
      <label className="row wrap">
        {t('worth.on')}
        <Input
          type="date"
          style={{ inlineSize: '11rem' }}
          value={on}
          max={today}
          onChange={({ target }) => setUrl({ on: target.value === today ? undefined : target.value || undefined })}
        />
      </label>
      <WorkPanel site={site} on={on} />
      <MonthEndsPanel site={site} on={on} />
      <StockValuePanel site={site} on={on} />
    </>
  )
}

function WorkPanel({ site, on }: { site: Id; on: string }) {
  const { t } = useTranslation()
  const query = { on }
  const work = useQuery({
    queryKey: ['work-in-progress', site, query],
    queryFn: ({ signal }) => api.get<WorkInProgress>(`/work-in-progress/${site}`, { query, signal }),
    placeholderData: keepPreviousData,
  }).data
  if (!work) return null
  const money = (amount: number) => <Money amount={amount} currency={work.currency} />
  const facts = [
    { label: t('worth.net'), value: <strong>{money(work.net)}</strong> },
    { label: t('worth.cost'), value: <strong>{money(work.cost)}</strong> },
    { label: t('worth.parts'), value: money(work.parts_cost) },
    { label: t('worth.sublets'), value: money(work.sublet_cost) },
    { label: t('worth.labour'), value: work.labour_cost == null ? t('worth.unseen') : money(work.labour_cost) },
    { label: t('worth.orders'), value: <span className="num">{work.orders}</span> },
  ]
  return (
    <>
      <section className="panel" aria-labelledby="work-in-progress">
        <header className="panel-head">
          <h2 className="panel-title grow" id="work-in-progress">
            {t('worth.work')}
          </h2>
          <ExportButton
            path={`/work-in-progress/${site}/export`}
            name={`work-in-progress-${on}`}
            query={query}
            label={t('worth.exportWork')}
          />
        </header>
        <div className="panel-body stack">
          <Facts facts={facts} />
          {work.unpriced > 0 && <p className="muted">{t('worth.unpriced', { hours: hours(work.unpriced) })}</p>}
          {work.states.length > 0 && (
            <ul className="plain-rows row wrap">
              {work.states.map(({ state, orders, net }) => (
                <li key={state} className="row">
                  <StatusTag kind="workOrder" state={state} /> <span className="num">{orders}</span> {money(net)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
      <UnfinishedOrders site={site} on={on} currency={work.currency} />
    </>
  )
}

/** With one place. */
const hours = (seconds: number) => Math.round(seconds / 360) / 10
