import { useTranslation } from 'react-i18next'
import type { Payment } from '@/api/types'
import { Money } from '@/ui/Money'
import { Time } from '@/ui/Time'

/** What lowers what is paid. */
const OUT: Payment['kind'][] = ['refund', 'moved', 'bounced', 'taken_back']

/** Money that came in, or that went back and why. */
export function PaymentRow({ payment, currency }: { payment: Payment; currency: string }) {
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
    </li>
  )
}
