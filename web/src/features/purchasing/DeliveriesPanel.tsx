import { useTranslation } from 'react-i18next'
import type { PurchaseOrder } from '@/api/types'
import { Quantity } from '@/ui/Quantity'
import { Time } from '@/ui/Time'

/** What came of the order, and when. */
export function DeliveriesPanel({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  if (order.deliveries.length === 0) return null
  const name = (id: string) => order.lines.find((line) => line.id === id)?.description ?? ''
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('purchasing.deliveries')}</h2>
      </header>
      <ul className="stock-sites">
        {order.deliveries.map((delivery) => (
          <li key={delivery.id} className="stock-site">
            <span>
              <Time at={delivery.at} />{' '}
              {delivery.delivery_number && <span className="code">{delivery.delivery_number}</span>}
              <br />
              <small>
                <bdi>{delivery.by}</bdi>
              </small>
            </span>
            <span>
              {delivery.lines.map((line) => (
                <div key={line.line_id}>
                  <bdi>{name(line.line_id)}</bdi> × <Quantity value={line.quantity} />
                </div>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
