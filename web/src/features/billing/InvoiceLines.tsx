import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { Percent, Quantity } from '@/ui/Quantity'

type Line = Invoice['lines'][number]

/** The lines under their jobs, then the totals with VAT by rate. */
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
      <InvoiceTotals invoice={invoice} />
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
      </span>
      <Money amount={line.net} currency={currency} />
    </div>
  )
}

function InvoiceTotals({ invoice: { totals } }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { currency } = totals
  const rows = [
    { key: 'net', name: t('billing.net'), amount: totals.net },
    ...totals.vat_groups.map(({ rate, vat }) => ({
      key: `vat-${rate}`,
      name: (
        <>
          {t('billing.vat')} <Percent value={rate} />
        </>
      ),
      amount: vat,
    })),
    ...(totals.stamp_duty > 0 ? [{ key: 'stamp', name: t('billing.stamp'), amount: totals.stamp_duty }] : []),
  ]
  return (
    <dl className="invoice-totals">
      {rows.map(({ key, name, amount }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>
            <Money amount={amount} currency={currency} />
          </dd>
        </div>
      ))}
      <div className="grand">
        <dt>{t('billing.total')}</dt>
        <dd>
          <Money amount={totals.total} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}
