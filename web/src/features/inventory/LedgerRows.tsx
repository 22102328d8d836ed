import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Movement, Quantity as Thousandths } from '@/api/types'
import { useSite } from '@/app/site'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import { Time } from '@/ui/Time'

interface Props {
  rows: Movement[]
  unit: string
}

export function LedgerRows({ rows }: Props) {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  return (
    <table className="ledger">
      <thead>
        <tr>
          <th>{t('inventory.when')}</th>
          <th>{t('inventory.movement')}</th>
          <th className="end">{t('inventory.change')}</th>
          <th className="end">{t('inventory.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Time at={row.at} />
              <small>
                <bdi>{row.by}</bdi>
              </small>
            </td>
            <td>
              <What row={row} />
            </td>
            <td className="end">
              <Change quantity={row.quantity} />
              {row.unit_cost !== null && currency && (
                <small>
                  <Money amount={row.unit_cost} currency={currency} />
                </small>
              )}
            </td>
            <td className="end">
              <strong>
                <Quantity value={row.on_hand} />
              </strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function LedgerCards({ rows, unit }: Props) {
  return (
    <div>
      {rows.map((row) => (
        <div key={row.id} className="ledger-card">
          <What row={row} />
          <Change quantity={row.quantity} />
          <span className="muted">
            <Time at={row.at} /> · <bdi>{row.by}</bdi>
          </span>
          <strong>
            = <Quantity value={row.on_hand} unit={unit} />
          </strong>
        </div>
      ))}
    </div>
  )
}

/** Papers of the store, by what their addresses begin with. */
const STORE: Record<string, string | undefined> = {
  supplier_invoice: 'invoices',
  supplier_return: 'returns',
  transfer: 'transfers',
  stock_take: 'takes',
}

const PAGES: Record<string, '/work-orders/$id' | '/invoices/$id' | '/purchase-orders/$id' | undefined> = {
  purchase_order: '/purchase-orders/$id',
  work_order: '/work-orders/$id',
  invoice: '/invoices/$id',
}

function What({ row: { kind, reference, reason } }: { row: Movement }) {
  const { t } = useTranslation()
  const page = reference?.id ? PAGES[reference.kind] : undefined
  return (
    <span>
      {t(`inventory.kind.${kind}`)}{' '}
      {reference?.id && STORE[reference.kind] ? (
        <Link to="/store/$" params={{ _splat: `${STORE[reference.kind]}/${reference.id}` }} className="code">
          {reference.label}
        </Link>
      ) : reference && page && reference.id ? (
        <Link to={page} params={{ id: reference.id }} className="code">
          {reference.label}
        </Link>
      ) : (
        reference && <bdi className="muted">{reference.label}</bdi>
      )}
      {reason && (
        <small className="muted">
          <bdi>{reason}</bdi>
        </small>
      )}
    </span>
  )
}

function Change({ quantity }: { quantity: Thousandths }) {
  return (
    <span dir="ltr" className={quantity < 0 ? 'change out num' : 'change in num'}>
      {quantity > 0 && '+'}
      <Quantity value={quantity} />
    </span>
  )
}
