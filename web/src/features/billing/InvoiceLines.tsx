import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { Percent, Quantity } from '@/ui/Quantity'
import { TakenOff } from '@/ui/TakenOff'
import { TotalsList } from '@/ui/TotalsList'

const InvoiceExemption = lazy(async () => ({
  default: (await import('@/features/exemptions/InvoiceExemption')).InvoiceExemption,
}))

type Line = Invoice['lines'][number]
type Order = NonNullable<Invoice['together']>[number]

/** The lines under their jobs, then the totals. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { totals } = invoice
  return (
    <section className="panel">
      {byOrder(invoice).map(({ order, lines }) => (
        <div key={order?.id ?? 'all'}>
          {order && <OrderOf order={order} />}
          {byJob(lines).map(([title, lines]) => (
            <div key={title} className="invoice-job">
              <h3>
                <bdi>{title}</bdi>
              </h3>
              {lines.map((line) => (
                <InvoiceLine key={line.id} line={line} currency={totals.currency} />
              ))}
            </div>
          ))}
        </div>
      ))}
      <div className="invoice-totals">
        <TotalsList totals={totals} />
        <Suspense fallback={null}>
          {invoice.exemption && <InvoiceExemption exemption={invoice.exemption} currency={totals.currency} />}
        </Suspense>
      </div>
    </section>
  )
}

/** Of an invoice of several orders each with its lines, which follow one another; otherwise all of them. */
export function byOrder({
  together = [],
  lines,
}: Pick<Invoice, 'together' | 'lines'>): { order?: Order; lines: Line[] }[] {
  if (together.length === 0) return [{ lines }]
  let from = 0
  return together.map((order) => {
    const its = lines.slice(from, from + order.lines)
    from += order.lines
    return { order, lines: its }
  })
}

function OrderOf({ order: { id, number, vehicle, po_number } }: { order: Order }) {
  const { t } = useTranslation()
  return (
    <h3 className="invoice-order">
      <Link to="/work-orders/$id" params={{ id }} className="code">
        {number}
      </Link>
      {vehicle.plate && <Plate text={vehicle.plate} />}
      <bdi className="grow">{vehicle.label}</bdi>
      {po_number && (
        <span>
          {t('po.short')} <bdi className="code">{po_number}</bdi>
        </span>
      )}
    </h3>
  )
}

export function byJob(lines: Line[]): [string, Line[]][] {
  const jobs = new Map<string, Line[]>()
  for (const line of lines) jobs.set(line.job_title, [...(jobs.get(line.job_title) ?? []), line])
  return [...jobs]
}

function InvoiceLine({ line, currency }: { line: Line; currency: string }) {
  return (
    <div className="invoice-line">
      <span className="grow">
        <bdi>{line.description}</bdi> {line.code && <small className="code muted">{line.code}</small>}
        <small className="muted how">
          <Quantity value={line.quantity} unit={line.unit} /> × <Money amount={line.unit_price} currency={currency} />
          {line.discount > 0 && (
            <>
              {' − '}
              <Percent value={line.discount} />
            </>
          )}
        </small>
        <TakenOff off={line.off} given={line.given} cover={line.cover} currency={currency} />
      </span>
      <Money amount={line.net} currency={currency} />
    </div>
  )
}
