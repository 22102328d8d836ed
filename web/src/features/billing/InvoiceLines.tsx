import { lazy, Suspense } from 'react'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { Percent, Quantity } from '@/ui/Quantity'
import { TakenOff } from '@/ui/TakenOff'
import { TotalsList } from '@/ui/TotalsList'

const InvoiceExemption = lazy(async () => ({
  default: (await import('@/features/exemptions/InvoiceExemption')).InvoiceExemption,
}))

type Line = Invoice['lines'][number]

/** The lines under their jobs, then the totals. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { totals } = invoice
  return (
    <section className="panel">
      {byJob(invoice.lines).map(([title, lines]) => (
        <div key={title} className="invoice-job">
          <h3>
            <bdi>{title}</bdi>
          </h3>
          {lines.map((line) => (
            <InvoiceLine key={line.id} line={line} currency={totals.currency} />
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
