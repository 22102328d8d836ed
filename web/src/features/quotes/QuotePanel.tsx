import { CarOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeQuote, WorkOrder } from '@/api/types'
import { useChangeOrder } from '@/features/workshop/queries'
import { Facts } from '@/ui/Facts'
import { FormDialog } from '@/ui/FormDialog'
import { Age, Time } from '@/ui/Time'
import { ConvertDialog } from './ConvertDialog'
import { changeQuote } from './commands'

/** Of what was asked by telephone: when, for which car, until when it holds, and how it becomes a visit. */
export function QuotePanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'change' | 'convert' | null>(null)
  const { quote } = order
  if (!quote) return null
  const close = () => setDialog(null)
  const isOpen = order.state === 'quote'
  return (
    <section className="panel" aria-label={t('quotes.one')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('quotes.one')}</h2>
        {isOpen && order.actions.includes('update') && (
          <Button size="small" icon={<EditOutlined />} onClick={() => setDialog('change')}>
            {t('common.edit')}
          </Button>
        )}
      </header>
      <div className="panel-body stack">
        <Facts
          facts={[
            { label: t('quotes.asked'), value: <Age at={quote.asked_at} /> },
            ...(quote.car ? [{ label: t('quotes.car'), value: <bdi>{quote.car}</bdi> }] : []),
            { label: t('quotes.validUntil'), value: <Time at={quote.valid_until} /> },
            ...(quote.converted_at ? [{ label: t('quotes.converted'), value: <Age at={quote.converted_at} /> }] : []),
          ]}
        />
        {order.actions.includes('convert') && (
          <>
            <p className="muted">{t('quotes.convertText')}</p>
            <Button type="primary" icon={<CarOutlined />} onClick={() => setDialog('convert')}>
              {t('quotes.convert')}
            </Button>
          </>
        )}
      </div>
      {dialog === 'change' && <ChangeDialog order={order} onClose={close} />}
      {dialog === 'convert' && <ConvertDialog order={order} onClose={close} />}
    </section>
  )
}

/** What has a record is changed there; the rest is what the caller said. */
function ChangeDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<ChangeQuote>()
  const isWords = order.customer.id === null
  const save = ({ caller, phone, car, valid_days }: ChangeQuote) => {
    const body: ChangeQuote = {
      ...(isWords && { caller, phone: phone?.trim() || null }),
      ...(!order.vehicle && { car: car?.trim() || null }),
      ...(valid_days && { valid_days }),
    }
    return change.mutateAsync((now) => changeQuote(order.id, (now ?? order).version, body))
  }
  return (
    <FormDialog
      title={t('quotes.one')}
      form={form}
      initial={{ caller: order.customer.name, phone: order.customer.phone, car: order.quote?.car }}
      onSave={save}
      onClose={onClose}
    >
      {isWords && (
        <>
          <Form.Item
            name="caller"
            label={t('quotes.caller')}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Form.Item name="phone" label={t('customers.phone')}>
            <Input type="tel" dir="ltr" maxLength={60} />
          </Form.Item>
        </>
      )}
      {!order.vehicle && (
        <Form.Item name="car" label={t('quotes.car')}>
          <Input maxLength={200} placeholder={t('quotes.carHint')} />
        </Form.Item>
      )}
      <Form.Item name="valid_days" label={t('quotes.validDays')}>
        <InputNumber min={1} max={365} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
