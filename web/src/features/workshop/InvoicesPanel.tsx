import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { StatusTag } from '@/ui/StatusTag'

export function InvoicesPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  if (order.invoices.length === 0) return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('workshop.invoices')}</h2>
      </header>
      <div className="panel-body stack">
        {order.invoices.map((invoice) => (
          <div key={invoice.id} className="row wrap">
            <Link to="/invoices/$id" params={{ id: invoice.id }} className="code">
              {invoice.number ?? t('workshop.draftInvoice')}
            </Link>
            <StatusTag kind="invoice" state={invoice.state} />
            {invoice.is_together && <span className="muted">{t('together.tag')}</span>}
            <span className="grow" />
            <span>
              <span className="muted">{t('workshop.due')}</span>{' '}
              <strong>
                <Money amount={invoice.due} currency={order.totals.currency} />
              </strong>
            </span>
          </div>
        ))}
      </div>
    </section>
  )
}
