import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Plate } from '@/ui/Plate'
import { Kilometres } from '@/ui/Quantity'
import { Day } from '@/ui/Time'

/** Whose, for which vehicle and order, from when to when. */
export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { customer, vehicle, work_order, issued_on, due_on, together = [] } = invoice
  return (
    <section className="panel panel-body invoice-facts">
      <div>
        <small>{t('billing.customer')}</small>
        <Link to="/customers/$id" params={{ id: customer.id }}>
          <strong>
            <bdi>{customer.name}</bdi>
          </strong>
        </Link>
        {customer.phone && (
          <bdi dir="ltr" className="muted num">
            {customer.phone}
          </bdi>
        )}
        {customer.tax_id && (
          <bdi dir="ltr" className="muted">
            {customer.tax_id}
          </bdi>
        )}
      </div>
      {vehicle && (
        <div>
          <small>{t('billing.vehicle')}</small>
          <Link to="/vehicles/$id" params={{ id: vehicle.id }}>
            <Plate text={vehicle.plate} />
          </Link>
          <span className="muted">
            <bdi>{vehicle.label}</bdi>
            {vehicle.odometer_km !== null && (
              <>
                {' · '}
                <Kilometres value={vehicle.odometer_km} />
              </>
            )}
          </span>
        </div>
      )}
      {work_order && (
        <div>
          <small>{t('billing.order')}</small>
          <Link to="/work-orders/$id" params={{ id: work_order.id }} className="code">
            {work_order.number}
          </Link>
        </div>
      )}
      {together.length > 0 && (
        <div>
          <small>{t('billing.order')}</small>
          <strong>{t('together.orders', { count: together.length })}</strong>
        </div>
      )}
      {invoice.po_number && (
        <div>
          <small>{t('po.number')}</small>
          <bdi className="code">{invoice.po_number}</bdi>
        </div>
      )}
      <div>
        <small>{t('billing.dueOn')}</small>
        <strong>{due_on ? <Day day={due_on} /> : '—'}</strong>
        {issued_on && (
          <span className="muted">
            {t('billing.issuedOn')} <Day day={issued_on} />
          </span>
        )}
      </div>
    </section>
  )
}
