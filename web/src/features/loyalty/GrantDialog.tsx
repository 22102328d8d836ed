import { App, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Customer, Id } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { grantPoints, usePointsMoved } from './queries'

interface Fields {
  points: number
  reason: string
}

/** Gives points by hand, or takes some, and why. One key for each opening. */
export function GrantDialog({ customer, site, onClose }: { customer: Customer; site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const moved = usePointsMoved()
  const save = async ({ points, reason }: Fields) => {
    const { balance } = await grantPoints(customer.id, { site_id: site, points, reason: reason.trim() }, key)
    message.success(t('loyalty.granted', { count: balance }))
    await moved()
  }
  const required = { required: true, message: t('form.required') }
  return (
    <FormDialog<Fields> title={t('loyalty.grantTitle')} form={form} onSave={save} onClose={onClose}>
      <Form.Item name="points" label={t('loyalty.grantPoints')} extra={t('loyalty.grantHint')} rules={[required]}>
        <InputNumber precision={0} min={-1_000_000} max={1_000_000} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label={t('loyalty.reason')} rules={[{ ...required, whitespace: true }]}>
        <Input autoComplete="off" dir="auto" maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
