import { useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Deposit, Tender } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { useLanguage } from '@/ui/useLanguage'
import { refundDeposit } from './commands'
import { TenderField } from './TenderField'

interface Fields {
  tender: Tender
  amount: number
  reason: string
}

/** Hands back what is left of a deposit, or a part of it. */
export function DepositRefundDialog({ deposit, onClose }: { deposit: Deposit; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const { currency, refundable, tender } = deposit
  const most = t('billing.refundMost', { amount: formatMoney(refundable, currency, language) })
  const save = async ({ reason, ...values }: Fields) => {
    await refundDeposit(deposit.id, { ...values, reason: reason.trim() }, key)
    await client.invalidateQueries({ queryKey: ['deposits'] })
  }
  const within = (_rule: unknown, value: number | null) => {
    if (typeof value !== 'number' || value <= 0) return Promise.reject(new Error(t('billing.amountPositive')))
    return value > refundable ? Promise.reject(new Error(most)) : Promise.resolve()
  }
  return (
    <FormDialog<Fields>
      title={t('deposits.refundOf', { number: deposit.number })}
      form={form}
      initial={{ tender, amount: refundable }}
      ok={t('deposits.refund')}
      onSave={save}
      onClose={onClose}
    >
      <TenderField />
      <Form.Item name="amount" label={t('billing.amount')} rules={[{ validator: within }]} extra={most}>
        <MoneyInput currency={currency} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('billing.refundReason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoComplete="off" dir="auto" maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
