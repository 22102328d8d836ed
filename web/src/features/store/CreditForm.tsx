import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Amount, SupplierReturn } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { toWall } from '@/ui/time'
import { useKeepRecord } from '@/ui/useRecord'
import { creditReturn } from './commands'

interface Fields {
  number: string
  dated_on: string
  credit_cost: Amount
}

/** A credit note of the supplier: what is still open is offered. */
export function CreditForm({ back, onClose }: { back: SupplierReturn; onClose: () => void }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const keep = useKeepRecord<SupplierReturn>('/supplier-returns')
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const required = [{ required: true, message: t('form.required') }]
  const today = toWall(new Date(), zone).slice(0, 10)
  return (
    <FormDialog<Fields>
      title={t('store.action.credit')}
      form={form}
      initial={{ dated_on: today, ...(back.open_cost === null ? {} : { credit_cost: back.open_cost }) }}
      onSave={async (fields) => keep(await creditReturn(back.id, { ...fields, number: fields.number.trim() }, key))}
      onClose={onClose}
    >
      <Form.Item name="number" label={t('store.creditNumber')} rules={[{ ...required[0], whitespace: true }]}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
      <Form.Item name="dated_on" label={t('store.datedOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="credit_cost" label={t('store.amount')} rules={required}>
        <MoneyInput currency={back.currency} label={t('store.amount')} />
      </Form.Item>
    </FormDialog>
  )
}
