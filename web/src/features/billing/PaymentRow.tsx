import { useTranslation } from 'react-i18next'
import type { Id, Payment } from '@/api/types'
import { Money } from '@/ui/Money'
import { PrintButton } from '@/ui/PrintButton'
import { Time } from '@/ui/Time'

/** What lowers what is paid. */
const OUT: Payment['kind'][] = ['refund', 'moved', 'bounced', 'taken_back']

/** What has a receipt: deposits and money on account have their own. */
const AT_THE_TILL: Payment['kind'][] = ['payment', 'refund']

interface Props {
  payment: Payment
  currency: string
  invoice: Id
}

/** Money that came in, or that went back and why; with its receipt. */
export function PaymentRow({ payment, currency, invoice }: Props) {
  const { t } = useTranslation()
  const { kind, tender, amount, reference, reason, at, by } = payment
  return (
    <li>
      <span className="grow">
        <strong>
          {kind === 'refund' && `${t('billing.refundOf')} · `}
          {kind === 'bounced' && `${t('cheques.states.bounced')} · `}
          {kind === 'taken_back' && `${t('cheques.takenBack')} · `}
          {kind === 'moved' && `${t('credit.moved')} · `}
          {kind === 'deposit' && `${t('deposits.one')} · `}
          {kind === 'receipt' && `${t('receipt.one')} · `}
          {kind === 'withheld' ? t('receipt.withholding') : t(`billing.tender.${tender}`)}
        </strong>{' '}
        {reference && <bdi className="muted">{reference}</bdi>}
        {reason && (
          <small>
            <bdi>{reason}</bdi>
          </small>
        )}
        <small className="muted">
          <Time at={at} /> · <bdi>{by}</bdi>
        </small>
      </span>
      <Money amount={OUT.includes(kind) ? -amount : amount} currency={currency} />
      {AT_THE_TILL.includes(kind) && (
        <PrintButton
          size="small"
          path={`/invoices/${invoice}/payments/${payment.id}/pdf`}
          label={t('billing.receiptOf', { by })}
        />
      )}
    </li>
  )
}
