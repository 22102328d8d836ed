import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { useSite } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { useKeepRecord } from '@/ui/useRecord'
import { holdCustomer, setCreditLimit } from './commands'

interface Props {
  customer: Customer
  onClose: () => void
}

/** Puts a customer on credit hold, or says why anew. */
export function HoldDialog({ customer, onClose }: Props) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Customer>('/customers')
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <FormDialog<{ reason: string }>
      title={t('customers.hold.set')}
      form={form}
      initial={{ reason: customer.hold?.reason }}
      onSave={async ({ reason }) => keep(await holdCustomer(customer.id, reason.trim()))}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t('customers.hold.reason')}
        extra={t('customers.hold.hint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}

/** Sets what a customer may owe; empty lifts the limit. */
export function CreditLimitDialog({ customer, onClose }: Props) {
  const { t } = useTranslation()
  const site = useSite()
  const keep = useKeepRecord<Customer>('/customers')
  const [form] = Form.useForm<{ amount: number | null }>()
  const currency = customer.credit_limit?.currency ?? customer.balances[0]?.currency ?? site?.currency ?? 'TND'
  const save = async ({ amount }: { amount: number | null }) => {
    const limit = typeof amount === 'number' ? { amount, currency } : null
    keep(await setCreditLimit(customer.id, limit))
  }
  return (
    <FormDialog<{ amount: number | null }>
      title={t('customers.hold.limit')}
      form={form}
      initial={{ amount: customer.credit_limit?.amount }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="amount" label={t('customers.hold.limitLabel')} extra={t('customers.hold.limitHint')}>
        <MoneyInput currency={currency} />
      </Form.Item>
    </FormDialog>
  )
}
