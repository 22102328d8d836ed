import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Supplier, SupplierInput } from '@/api/types'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDrawer } from '@/ui/FormDrawer'
import { useKeepRecord } from '@/ui/useRecord'
import { createSupplier, updateSupplier } from './commands'

interface Props {
  supplier?: Supplier
  onSaved?: (supplier: Supplier) => void
  onClose: () => void
}

/** Who sells parts, in a drawer. */
export function SupplierForm({ supplier, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Supplier>('/suppliers')
  const [form] = Form.useForm<SupplierInput>()
  const save = async (values: SupplierInput) => {
    const body = emptyToNull(values)
    const saved = supplier ? await updateSupplier(supplier.id, supplier.version, body) : await createSupplier(body)
    onSaved?.(keep(saved))
  }
  const initial: Partial<SupplierInput> = supplier
    ? {
        name: supplier.name,
        contact: supplier.contact,
        phone: supplier.phone,
        email: supplier.email,
        terms_days: supplier.terms_days,
        lead_days: supplier.lead_days,
        notes: supplier.notes,
      }
    : { terms_days: 30, lead_days: 1 }
  const days = (name: 'terms_days' | 'lead_days', label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.required') }]}>
      <InputNumber min={0} max={365} precision={0} />
    </Form.Item>
  )
  const line = (name: 'contact' | 'phone' | 'email', label: string) => (
    <Form.Item name={name} label={label}>
      <Input autoComplete="off" dir="auto" />
    </Form.Item>
  )
  return (
    <FormDrawer<SupplierInput>
      title={t(supplier ? 'purchasing.editSupplier' : 'purchasing.newSupplier')}
      form={form}
      initial={initial}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('purchasing.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
      {line('contact', t('purchasing.contact'))}
      {line('phone', t('purchasing.phone'))}
      {line('email', t('purchasing.email'))}
      {days('lead_days', t('purchasing.leadDays'))}
      {days('terms_days', t('purchasing.termsDays'))}
      <Form.Item name="notes" label={t('purchasing.notes')}>
        <Input.TextArea autoSize={{ minRows: 2 }} dir="auto" />
      </Form.Item>
    </FormDrawer>
  )
}
