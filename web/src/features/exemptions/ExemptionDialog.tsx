import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer, CustomerExemption, CustomerExemptionInput } from '@/api/types'
import { useCustomersChanged } from '@/features/customers/queries'
import { FormDialog } from '@/ui/FormDialog'
import { addExemption, updateExemption } from './queries'

interface Props {
  customer: Customer
  /** The one to mend; without it a new one is added. */
  exemption?: CustomerExemption
  onClose: () => void
}

export function ExemptionDialog({ customer, exemption, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<CustomerExemptionInput>()
  const changed = useCustomersChanged()
  const save = async (body: CustomerExemptionInput) => {
    await (exemption ? updateExemption(customer.id, exemption.id, body) : addExemption(customer.id, body))
    changed()
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDialog<CustomerExemptionInput>
      title={t(exemption ? 'exemptions.edit' : 'exemptions.add')}
      form={form}
      initial={exemption ?? { number: '', reason: t('exemptions.reasonPlaceholder'), valid_from: '', valid_until: '' }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="number" label={t('exemptions.number')} rules={required}>
        <Input autoFocus dir="auto" autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="reason" label={t('exemptions.reason')} rules={required}>
        <Input dir="auto" maxLength={200} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="valid_from" label={t('exemptions.validFrom')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="valid_until" label={t('exemptions.validUntil')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
