import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, WorkOrder } from '@/api/types'
import { useRecord } from '@/ui/useRecord'
import { updateWorkOrder } from '../commands'
import { useChangeOrder } from '../queries'

/** The order number that a company gives for its invoice; nothing where nobody asks for one. */
export function PoPanel({ order }: { order: WorkOrder }) {
  const { customer, po_number } = order
  if (customer.id) return <OfCompany order={order} customer={customer.id} />
  return po_number ? <PoNumber order={order} wanted={false} /> : null
}

function OfCompany({ order, customer }: { order: WorkOrder; customer: string }) {
  const { data } = useRecord<Customer>('/customers', customer)
  const isAsked = order.po_number || data?.kind === 'business' || data?.po_required
  return isAsked ? <PoNumber order={order} wanted={data?.po_required === true} /> : null
}

function PoNumber({ order, wanted }: { order: WorkOrder; wanted: boolean }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const { mutateAsync, isPending } = useChangeOrder(order.id)
  const text = typed ?? order.po_number ?? ''
  const isNew = text.trim() !== (order.po_number ?? '')
  const save = async () => {
    if (!isNew) return
    const number = text.trim() || null
    await mutateAsync((now) => updateWorkOrder(order.id, (now ?? order).version, { po_number: number }))
    setTyped(null)
  }
  return (
    <section className="panel" aria-label={t('po.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('po.title')}</h2>
      </header>
      <div className="panel-body stack">
        {order.actions.includes('update') ? (
          <Space.Compact block>
            <Input
              aria-label={t('po.number')}
              placeholder={t('po.placeholder')}
              dir="auto"
              maxLength={60}
              value={text}
              status={wanted && !order.po_number ? 'warning' : undefined}
              onChange={(event) => setTyped(event.target.value)}
              onPressEnter={save}
            />
            <Button type={isNew ? 'primary' : 'default'} disabled={!isNew} loading={isPending} onClick={save}>
              {t('common.save')}
            </Button>
          </Space.Compact>
        ) : (
          <bdi className="code">{order.po_number ?? '—'}</bdi>
        )}
        {wanted && !order.po_number && <small className="muted">{t('po.wanted')}</small>}
      </div>
    </section>
  )
}
