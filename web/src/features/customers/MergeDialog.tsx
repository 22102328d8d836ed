import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer, Id } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { useUndo } from '@/ui/useUndo'
import { CustomerPicker } from './CustomerPicker'
import { mergeCustomers, undoMerge } from './commands'
import { useCustomersChanged } from './queries'

const FOLLOWING = ['vehicles', 'work-orders', 'invoices']

interface Props {
  customer: Customer
  onClose: () => void
}

/** Makes another record of the same customer part of this one. */
export function MergeDialog({ customer, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const changed = useCustomersChanged()
  const [form] = Form.useForm<{ from: Id }>()
  const save = async ({ from }: { from: Id }) => {
    const merge = await mergeCustomers(customer.id, from)
    changed(...FOLLOWING)
    const back = async () => {
      await undoMerge(merge).catch((error: unknown) => message.error(errorText(error)))
      changed(...FOLLOWING)
    }
    offerUndo(t('customers.merge.done', { name: merge.from_name }), back)
  }
  return (
    <FormDialog<{ from: Id }>
      title={t('customers.merge.title', { name: customer.name })}
      form={form}
      ok={t('customers.merge.go')}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="from"
        label={t('customers.merge.from')}
        extra={t('customers.merge.hint')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <CustomerPicker autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
