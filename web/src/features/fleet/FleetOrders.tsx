import { useTranslation } from 'react-i18next'
import type { FleetOrder, WorkOrderState } from '@/api/types'
import { PromiseTime } from '@/features/workshop/PromiseTime'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { StatusTag, Tag } from '@/ui/StatusTag'
import { Words } from '@/ui/Words'
import '@/features/workshop/workshop.css'

interface Props {
  title: string
  /** What stands there without any. */
  none: string
  orders: FleetOrder[]
}

/** Orders of a fleet, as its manager may see them. */
export function FleetOrders({ title, none, orders }: Props) {
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2 className="panel-title">{title}</h2>
      </header>
      {orders.length === 0 ? (
        <p className="panel-body muted">{none}</p>
      ) : (
        <ul className="fleet-orders">
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
    </section>
  )
}

function OrderRow({ order }: { order: FleetOrder }) {
  const { t } = useTranslation()
  const state = order.state as WorkOrderState
  return (
    <li className="row wrap">
      <Plate text={order.plate} />
      <span className="grow">
        <strong>
          <Words text={order.title} />
        </strong>
        <br />
        <span className="muted">
          <bdi>{order.vehicle}</bdi> · <bdi dir="ltr">{order.number}</bdi>
        </span>
      </span>
      {order.jobs_waiting > 0 && <Tag tone="amber">{t('fleet.jobs', { count: order.jobs_waiting })}</Tag>}
      <StatusTag kind="workOrder" state={state} />
      <PromiseTime at={order.promised_at} state={state} />
      <Money amount={order.total} currency={order.currency} />
    </li>
  )
}
