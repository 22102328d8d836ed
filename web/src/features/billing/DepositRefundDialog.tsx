import { useQueryClient } from '@tanstack/react-query'
import { Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Deposit, Tender } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { refundDeposit } from './commands'
import { RefundFields } from './RefundFields'

interface Fields {
  tender: Tender
  amount: number
  reason: string
}

/** Hands back what is left of a deposit, or a part of it. */
export function DepositRefundDialog({ deposit, onClose }: { deposit: Deposit; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const { currency, refundable, tender } = deposit
  const save = async ({ reason, ...values }: Fields) => {
    await refundDeposit(deposit.id, { ...values, reason: reason.trim() }, key)
    await client.invalidateQueries({ queryKey: ['deposits'] })
  }
  return (
    <FormDialog<Fields>
      title={t(deposit.work_order ? 'deposits.refundOf' : 'receipt.refundOf', { number: deposit.number })}
      form={form}
      initial={{ tender, amount: refundable }}
      ok={t('deposits.refund')}
      onSave={save}
      onClose={onClose}
    >
      <RefundFields currency={currency} refundable={refundable} />
    </FormDialog>
  )
}
