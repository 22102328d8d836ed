import { FileDoneOutlined, WalletOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Deposit, OrderDeposit, Page, WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import { Time } from '@/ui/Time'
import { AskDeposit } from './AskDeposit'
import { DepositDialog } from './DepositDialog'
import { DepositRefundDialog } from './DepositRefundDialog'
import './billing.css'

const AHEAD: WorkOrder['state'][] = ['estimate', 'approved', 'in_progress', 'on_hold', 'quality_check', 'ready']

/** What the customer paid on the order before there is an invoice, and what is left to pay then. */
export function OrderDeposits({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const me = useMe()
  const [taking, setTaking] = useState(false)
  const [asking, setAsking] = useState(false)
  const [returned, setReturned] = useState<Deposit | null>(null)
  const maySee = mayAt(me, order.site_id, 'invoice.read')
  const query = useQuery({
    queryKey: ['deposits', order.id],
    queryFn: ({ signal }) =>
      api.get<Page<Deposit>>('/deposits', { query: { work_order: order.id, limit: 50 }, signal }),
    enabled: maySee,
  })
  const deposits = query.data?.items ?? []
  const mayTake = AHEAD.includes(order.state) && mayAt(me, order.site_id, 'payment.take')
  const mayAsk = order.actions.includes('add_job')
  if (!maySee || (deposits.length === 0 && !mayTake && !order.deposit)) return null
  const open = deposits.reduce((sum, deposit) => sum + deposit.open, 0)
  const { currency, total } = order.totals
  return (
    <section className="panel panel-body stack" aria-label={t('deposits.title')}>
      <h2 className="panel-title">{t('deposits.title')}</h2>
      {order.deposit && <Asked asked={order.deposit} currency={currency} />}
      {deposits.length > 0 && (
        <ul className="payments">
          {deposits.map((deposit) => (
            <DepositRow key={deposit.id} deposit={deposit} onReturn={() => setReturned(deposit)} />
          ))}
        </ul>
      )}
      {open > 0 && (
        <div className="row">
          <span className="grow">{t('deposits.leftToPay')}</span>
          <strong>
            <Money amount={Math.max(total - open, 0)} currency={currency} />
          </strong>
        </div>
      )}
      {mayTake && (
        <Button icon={<WalletOutlined />} onClick={() => setTaking(true)}>
          {t('deposits.take')}
        </Button>
      )}
      {mayAsk && (
        <Button type="text" icon={<FileDoneOutlined />} onClick={() => setAsking(true)}>
          {t(order.deposit ? 'deposits.askOther' : 'deposits.ask')}
        </Button>
      )}
      {asking && <AskDeposit order={order} onClose={() => setAsking(false)} />}
      {taking && <DepositDialog order={order} onClose={() => setTaking(false)} />}
      {returned && <DepositRefundDialog deposit={returned} onClose={() => setReturned(null)} />}
    </section>
  )
}

/** What the customer was asked to pay ahead, and what came of it. */
function Asked({ asked: { share, asked, held }, currency }: { asked: OrderDeposit; currency: string }) {
  const { t } = useTranslation()
  const missing = Math.max(asked - held, 0)
  return (
    <div className="stack">
      <div className="row">
        <span className="grow">
          {t('deposits.asked')}
          {share !== null && (
            <small className="muted">
              {' '}
              <Percent value={share} /> {t('deposits.ofApproved')}
            </small>
          )}
        </span>
        <Money amount={asked} currency={currency} />
      </div>
      <div className="row">
        <span className="grow">{t('deposits.held')}</span>
        <Money amount={held} currency={currency} />
      </div>
      {missing > 0 && (
        <div className="row">
          <strong className="grow">{t('deposits.missing')}</strong>
          <strong>
            <Money amount={missing} currency={currency} />
          </strong>
        </div>
      )}
    </div>
  )
}

function DepositRow({ deposit, onReturn }: { deposit: Deposit; onReturn: () => void }) {
  const { t } = useTranslation()
  const { number, tender, amount, open, currency, at, by, actions } = deposit
  return (
    <li>
      <span className="grow">
        <strong className="code">{number}</strong> {t(`billing.tender.${tender}`)}
        <small className="muted">
          <Time at={at} /> · <bdi>{by}</bdi>
          {open < amount && (
            <>
              {' · '}
              {t('deposits.open')} <Money amount={open} currency={currency} />
            </>
          )}
        </small>
      </span>
      <Money amount={amount} currency={currency} />
      {actions.includes('refund') && (
        <Button size="small" type="link" onClick={onReturn} aria-label={t('deposits.refundOf', { number })}>
          {t('deposits.refund')}
        </Button>
      )}
    </li>
  )
}
