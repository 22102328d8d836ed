import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer, CustomerLoyalty, Id } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { setReferrer, usePointsMoved } from './queries'

interface Props {
  customer: Customer
  loyalty: CustomerLoyalty
  onClose: () => void
}

/** Says who brought a new customer. */
export function ReferrerDialog({ customer, loyalty, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ by_customer: Id }>()
  const moved = usePointsMoved()
  const save = async ({ by_customer }: { by_customer: Id }) => {
    await setReferrer(customer.id, { site_id: loyalty.site_id, by_customer })
    message.success(t('loyalty.referrerSaved'))
    await moved()
  }
  return (
    <FormDialog<{ by_customer: Id }> title={t('loyalty.referrerTitle')} form={form} onSave={save} onClose={onClose}>
      <Form.Item
        name="by_customer"
        label={t('loyalty.referrer')}
        extra={t('loyalty.referrerHint', { count: loyalty.referral })}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <CustomerPicker autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
