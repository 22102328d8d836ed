import { CheckCircleFilled } from '@ant-design/icons'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { PaymentForm } from './PaymentForm'
import { PaymentRow } from './PaymentRow'
import { RefundButton } from './RefundButton'

const PayLinkButton = lazy(async () => ({ default: (await import('./online/PayLinkButton')).PayLinkButton }))
const UsePoints = lazy(async () => ({ default: (await import('@/features/loyalty/UsePoints')).UsePoints }))
const UseCredit = lazy(async () => ({ default: (await import('./UseCredit')).UseCredit }))

/** What is due, what came in and what went back; with the till when there is something to take or to hand back. */
export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { payments, due, opening, state, overdue, totals, actions } = invoice
  if (state === 'draft') return null
  // Nothing was ever paid of what was taken back.
  const takenBack = opening !== null && totals.total === 0 && invoice.opening_total == null
  return (
    <section className="panel">
      <header className={overdue ? 'due-head late' : due > 0 ? 'due-head' : 'due-head settled'} aria-live="polite">
        {due !== 0 ? (
          <>
            <span>{t(due > 0 ? 'billing.due' : 'billing.credit')}</span>
            <strong>
              <Money amount={Math.abs(due)} currency={totals.currency} />
            </strong>
          </>
        ) : (
          <>
            <span>
              <CheckCircleFilled /> {t(takenBack ? 'billing.takenBack' : 'billing.settled')}
            </span>
            <strong>
              <Money amount={invoice.paid} currency={totals.currency} />
            </strong>
          </>
        )}
      </header>
      {actions.includes('pay') && due > 0 && <PaymentForm key={`${payments.length} ${due}`} invoice={invoice} />}
      {actions.includes('pay') && due > 0 && (
        <Suspense fallback={null}>
          <UsePoints invoice={invoice} />
          <UseCredit invoice={invoice} />
          <PayLinkButton invoice={invoice} />
        </Suspense>
      )}
      {payments.length > 0 && (
        <ul className="payments">
          {payments.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} currency={totals.currency} invoice={invoice.id} />
          ))}
        </ul>
      )}
      {actions.includes('refund') && (
        <footer className="refund">
          <RefundButton invoice={invoice} />
        </footer>
      )}
    </section>
  )
}
