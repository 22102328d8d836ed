import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Tender, WorkOrder } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { useLanguage } from '@/ui/useLanguage'
import { ChequeFields, chequeOf, type TypedCheque } from './ChequeFields'
import { takeDeposit } from './commands'
import { TenderField } from './TenderField'

interface Fields {
  tender: Tender
  amount: number
  reference?: string
  cheque?: TypedCheque
}

/** Takes money on an order. One key for each opening: a second click charges nothing. */
export function DepositDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const tender = Form.useWatch('tender', form)
  const { currency } = order.totals
  const save = async ({ reference, cheque, ...values }: Fields) => {
    const isCheque = values.tender === 'cheque'
    const typed = isCheque ? cheque?.number : reference
    const about = { reference: typed?.trim() || undefined, cheque: isCheque ? chequeOf(cheque) : undefined }
    const body = { ...values, ...about, work_order_id: order.id }
    const { number, amount } = await takeDeposit(body, key)
    await client.invalidateQueries({ queryKey: ['deposits'] })
    message.success(t('deposits.taken', { number, amount: formatMoney(amount, currency, language) }))
  }
  const positive = (_rule: unknown, value: number | null) =>
    typeof value === 'number' && value > 0 ? Promise.resolve() : Promise.reject(new Error(t('billing.amountPositive')))
  return (
    <FormDialog<Fields>
      title={t('deposits.take')}
      form={form}
      initial={{ tender: 'cash' }}
      ok={t('deposits.takeGo')}
      onSave={save}
      onClose={onClose}
    >
      <TenderField />
      <Form.Item name="amount" label={t('billing.amount')} rules={[{ validator: positive }]}>
        <MoneyInput currency={currency} />
      </Form.Item>
      {tender === 'cheque' ? (
        <ChequeFields />
      ) : (
        <Form.Item name="reference" label={t(`billing.referenceOf.${tender ?? 'cash'}`)}>
          <Input autoComplete="off" dir="auto" />
        </Form.Item>
      )}
    </FormDialog>
  )
}
