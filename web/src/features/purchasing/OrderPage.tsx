import { CheckOutlined, CloseCircleOutlined, DownloadOutlined, MailOutlined, StopOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { PurchaseOrder, Supplier } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { PrintButton } from '@/ui/PrintButton'
import { RecordGate } from '@/ui/RecordGate'
import { StatusTag } from '@/ui/StatusTag'
import { Day, Time } from '@/ui/Time'
import { useKeepRecord, useRecord } from '@/ui/useRecord'
import { cancelOrder, closeOrder, sendOrder } from './commands'
import { DeliveriesPanel } from './DeliveriesPanel'
import { ExpectedField } from './ExpectedField'
import { OrderLines } from './OrderLines'
import { ReceiveOrderForm } from './ReceiveOrderForm'
import { usePurchasesChanged } from './usePurchasesChanged'
import './purchasing.css'

/** Sends a change of the order on screen; a refusal is said. */
export type ChangeOrder = (request: Promise<PurchaseOrder>) => Promise<boolean>

export function OrderPage() {
  const { id } = useParams({ from: '/app/purchase-orders/$id' })
  return (
    <RecordGate query={useRecord<PurchaseOrder>('/purchase-orders', id)}>
      {(order) => <OrderView key={id} order={order} />}
    </RecordGate>
  )
}

function useChange(): ChangeOrder {
  const { message } = App.useApp()
  const keep = useKeepRecord<PurchaseOrder>('/purchase-orders')
  const changed = usePurchasesChanged()
  return (request) =>
    request.then(
      async (order) => {
        keep(order)
        await changed()
        return true
      },
      (refusal: unknown) => {
        message.error(errorText(refusal))
        return false
      },
    )
}

function OrderView({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<'receive' | 'cancel' | null>(null)
  const change = useChange()
  const close = () => setOpened(null)
  const button = (action: string, icon: ReactNode, go: () => unknown, primary = false) =>
    order.actions.includes(action) && (
      <Button key={action} icon={icon} type={primary ? 'primary' : 'default'} onClick={go}>
        {t(`purchasing.action.${action}`)}
      </Button>
    )
  return (
    <>
      <PageHeader
        title={order.number}
        beside={<StatusTag kind="purchase" state={order.state} />}
        actions={
          <>
            <PrintButton path={`/purchase-orders/${order.id}/pdf`}>PDF</PrintButton>
            {button('cancel', <StopOutlined />, () => setOpened('cancel'))}
            {button('close', <CloseCircleOutlined />, () => change(closeOrder(order.id)))}
            {order.actions.includes('send') && <SendButtons order={order} change={change} />}
            {button('receive', <DownloadOutlined />, () => setOpened('receive'), true)}
          </>
        }
      />
      <div className="record-columns">
        <div className="stack">
          <OrderLines order={order} change={change} />
          <DeliveriesPanel order={order} />
          <Changes entity="purchase_order" id={order.id} />
        </div>
        <OrderFacts order={order} change={change} />
      </div>
      {opened === 'receive' && <ReceiveOrderForm order={order} onClose={close} />}
      {opened === 'cancel' && (
        <ReasonDialog
          danger
          title={t('purchasing.action.cancel')}
          ok={t('purchasing.action.cancel')}
          onReason={async (reason) => change(cancelOrder(order.id, reason))}
          onClose={close}
        />
      )}
    </>
  )
}

/** To a supplier with an address it goes by mail; else it is told some other way, and marked. */
function SendButtons({ order, change }: { order: PurchaseOrder; change: ChangeOrder }) {
  const { t } = useTranslation()
  const canMail = !!useRecord<Supplier>('/suppliers', order.supplier.id).data?.email
  return (
    <>
      <Button
        icon={<CheckOutlined />}
        type={canMail ? 'default' : 'primary'}
        onClick={() => change(sendOrder(order.id))}
      >
        {t('purchasing.action.send')}
      </Button>
      {canMail && (
        <Button icon={<MailOutlined />} type="primary" onClick={() => change(sendOrder(order.id, true))}>
          {t('purchasing.action.mail')}
        </Button>
      )}
    </>
  )
}

function OrderFacts({ order, change }: { order: PurchaseOrder; change: ChangeOrder }) {
  const { t } = useTranslation()
  const facts = [
    {
      label: t('purchasing.supplier'),
      value: (
        <Link to="/suppliers/$id" params={{ id: order.supplier.id }}>
          <bdi>{order.supplier.name}</bdi>
        </Link>
      ),
    },
    {
      label: t('purchasing.expectedOn'),
      value: order.actions.includes('update') ? (
        <ExpectedField order={order} change={change} />
      ) : (
        order.expected_on && <Day day={order.expected_on} />
      ),
    },
    { label: t('purchasing.sentAt'), value: order.sent_at && <Time at={order.sent_at} /> },
    {
      label: t('purchasing.total'),
      value: order.total_cost !== null && <Money amount={order.total_cost} currency={order.currency} />,
    },
    { label: t('purchasing.createdBy'), value: <bdi>{order.created_by}</bdi> },
    { label: t('purchasing.notes'), value: order.notes && <bdi>{order.notes}</bdi> },
  ]
  const reason = order.cancel_reason && { label: t('purchasing.cancelReason'), value: <bdi>{order.cancel_reason}</bdi> }
  return (
    <aside className="stack aside">
      <section className="panel panel-body">
        <Facts facts={reason ? [...facts, reason] : facts} />
      </section>
    </aside>
  )
}
