import { WalletOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, Deposit } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite, useTimeZone } from '@/app/site'
import { Money } from '@/ui/Money'
import { monthOf } from '@/ui/months'
import { PrintButton } from '@/ui/PrintButton'
import { Time } from '@/ui/Time'
import { toWall } from '@/ui/time'
import { CreditUse } from './CreditUse'
import { DepositRefundDialog } from './DepositRefundDialog'
import { useOpenDeposits } from './useOpenDeposits'
import './billing.css'

const ReceiptDrawer = lazy(async () => ({ default: (await import('./ReceiptDrawer')).ReceiptDrawer }))

/** What the customer has with the garage, and the till for many invoices at once. */
export function AccountPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const site = useListSite()
  const maySee = useMay('invoice.read')
  const mayTake = useMay('payment.take')
  const [taking, setTaking] = useState(false)
  const [returned, setReturned] = useState<Deposit | null>(null)
  const today = toWall(new Date(), useTimeZone()).slice(0, 10)
  const query = useOpenDeposits(customer.id, site, maySee)
  const open = query.data?.items ?? []
  if (!maySee) return null
  return (
    <aside className="panel panel-body stack" aria-label={t('receipt.account')}>
      <h2 className="panel-title">{t('receipt.account')}</h2>
      <CreditUse customer={customer} />
      {open.length === 0 ? (
        <p className="muted">{t('receipt.noCredit')}</p>
      ) : (
        <ul className="payments flush">
          {open.map((deposit) => (
            <li key={deposit.id}>
              <span className="grow">
                <strong className="code">{deposit.number}</strong>
                <small className="muted">
                  <Time at={deposit.at} /> · <bdi>{deposit.by}</bdi>
                </small>
              </span>
              <Money amount={deposit.open} currency={deposit.currency} />
              <PrintButton
                size="small"
                path={`/deposits/${deposit.id}/pdf`}
                label={t('receipt.openOf', { number: deposit.number })}
              />
              {deposit.actions.includes('refund') && (
                <Button
                  size="small"
                  type="link"
                  onClick={() => setReturned(deposit)}
                  aria-label={t('receipt.refundOf', { number: deposit.number })}
                >
                  {t('deposits.refund')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {site && (
        <PrintButton path={`/statements/${customer.id}/pdf`} query={{ site, from: monthOf(today, -11).from }}>
          {t('receivables.statement')}
        </PrintButton>
      )}
      {mayTake && (
        <Button icon={<WalletOutlined />} onClick={() => setTaking(true)}>
          {t('receipt.take')}
        </Button>
      )}
      <Suspense fallback={null}>
        {taking && <ReceiptDrawer customer={customer} onClose={() => setTaking(false)} />}
      </Suspense>
      {returned && <DepositRefundDialog deposit={returned} onClose={() => setReturned(null)} />}
    </aside>
  )
}
