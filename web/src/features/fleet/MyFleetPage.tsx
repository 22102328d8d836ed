import { CarOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Input, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FleetOrder, MyFleet } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RowCards } from '@/ui/RowCards'
import { RowTable } from '@/ui/RowTable'
import { usePhone } from '@/ui/usePhone'
import { FleetOrders } from './FleetOrders'
import { matching } from './find'
import { useUnitColumns } from './unitColumns'
import './fleet.css'

const MyDataPanel = lazy(async () => ({ default: (await import('./MyDataPanel')).MyDataPanel }))

/** What a customer sees with an account of their own: their vehicles, what is due, under way and waiting for their word. */
export function MyFleetPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['my-fleet'], queryFn: ({ signal }) => api.get<MyFleet>('/my-fleet', { signal }) })
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />
  const fleet = query.data
  const waits = (order: FleetOrder) => order.jobs_waiting > 0
  return (
    <div className="stack">
      <PageHeader title={t('fleet.title')} />
      {fleet.customers.length === 0 ? (
        <section className="panel">
          <EmptyState icon={<CarOutlined />} title={t('fleet.none')} text={t('fleet.noneText')} />
        </section>
      ) : (
        <>
          <SpentFigures fleet={fleet} />
          <FleetOrders
            title={t('fleet.waiting')}
            none={t('fleet.noneWaiting')}
            orders={fleet.orders.filter((order) => waits(order))}
          />
          <FleetOrders
            title={t('fleet.underWay')}
            none={t('fleet.noneUnderWay')}
            orders={fleet.orders.filter((order) => !waits(order))}
          />
          <Units fleet={fleet} />
        </>
      )}
      <Suspense fallback={null}>
        <MyDataPanel />
      </Suspense>
    </div>
  )
}

function SpentFigures({ fleet }: { fleet: MyFleet }) {
  const { t } = useTranslation()
  return (
    <ul className="fleet-figures">
      {fleet.customers.map(({ id, name, spent }) => (
        <li key={id} className="panel">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span className="muted">{t('fleet.spent')}</span>
          <span className="fleet-figure">
            {spent.length === 0
              ? t('fleet.nothing')
              : spent.map(({ currency, amount }) => <Money key={currency} amount={amount} currency={currency} />)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Units({ fleet }: { fleet: MyFleet }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const columns = useUnitColumns(fleet)
  const [text, setText] = useState('')
  const rows = fleet.units.filter((unit) => matching(unit, text))
  return (
    <section className="panel data-table" aria-labelledby="fleet-units">
      <header className="panel-head">
        <h2 id="fleet-units" className="panel-title grow">
          {t('fleet.units')} <span className="muted num">{fleet.units.length}</span>
        </h2>
        <Input
          className="fleet-find"
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('fleet.find')}
          placeholder={t('fleet.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('table.noMatch')} />
      ) : phone ? (
        <RowCards rows={rows} columns={columns} />
      ) : (
        <RowTable rows={rows} columns={columns} />
      )}
    </section>
  )
}
