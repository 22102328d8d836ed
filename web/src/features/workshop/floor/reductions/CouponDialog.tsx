import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { WorkOrder } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { useChangeOrder } from '../../queries'

/** Redeems a coupon on the order; an empty code takes off the one that it has. */
export function CouponDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<{ code?: string }>()
  const had = order.discount?.coupon ?? ''
  const code = Form.useWatch('code', form) ?? had
  const save = (fields: { code?: string }) =>
    change.mutateAsync(() => api.put<WorkOrder>(`/work-orders/${order.id}/coupon`, { code: fields.code || null }))
  return (
    <FormDialog
      title={t('reductions.coupon')}
      form={form}
      initial={{ code: had }}
      ok={t(had && !code ? 'reductions.couponOff' : 'reductions.redeem')}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="code"
        label={t('reductions.couponCode')}
        rules={had ? [] : [{ required: true, message: t('form.required') }]}
      >
        <Input autoFocus allowClear dir="auto" autoComplete="off" autoCapitalize="characters" maxLength={30} />
      </Form.Item>
      <p className="muted">{t('reductions.hint')}</p>
    </FormDialog>
  )
}
