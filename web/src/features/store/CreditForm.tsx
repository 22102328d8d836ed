import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, SupplierCreditInput } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { toWall } from '@/ui/time'

interface Props {
  title: string
  currency: string
  /** What is offered; null where nobody knows, or may. */
  open: Amount | null
  onSave: (note: SupplierCreditInput) => Promise<unknown>
  onClose: () => void
}

/** A credit note of a supplier, dated today unless it says otherwise. */
export function CreditForm({ title, currency, open, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<SupplierCreditInput>()
  const required = [{ required: true, message: t('form.required') }]
  const today = toWall(new Date(), useTimeZone()).slice(0, 10)
  return (
    <FormDialog<SupplierCreditInput>
      title={title}
      form={form}
      initial={{ dated_on: today, ...(open === null ? {} : { credit_cost: open }) }}
      onSave={(note) => onSave({ ...note, number: note.number.trim() })}
      onClose={onClose}
    >
      <Form.Item name="number" label={t('store.creditNumber')} rules={[{ ...required[0], whitespace: true }]}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
      <Form.Item name="dated_on" label={t('store.datedOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="credit_cost" label={t('store.amount')} rules={required}>
        <MoneyInput currency={currency} label={t('store.amount')} />
      </Form.Item>
    </FormDialog>
  )
}
