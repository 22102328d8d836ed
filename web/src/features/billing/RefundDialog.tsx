import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Invoice, Tender } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { FormDialog } from '@/ui/FormDialog'
import { useLanguage } from '@/ui/useLanguage'
import { refundPayment } from './commands'
import { RefundFields } from './RefundFields'
import { useKeepInvoice } from './useKeepInvoice'

interface Fields {
  tender: Tender
  amount: number
  reason: string
  reference?: string
}

interface Props {
  invoice: Invoice
  onClose: () => void
}

/** Hands money back: up to what is paid and the role allows, which is said beside the amount. One key for each opening. */
export function RefundDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const keep = useKeepInvoice()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const tender = Form.useWatch('tender', form)
  const { refundable, payments } = invoice
  const { currency } = invoice.totals
  const money = (value: number) => formatMoney(value, currency, language)
  const save = async ({ reason, reference, ...values }: Fields) => {
    const body = { ...values, reason: reason.trim(), reference: reference?.trim() || undefined }
    const left = keep(await refundPayment(invoice.id, body, key))
    message.success(t('billing.refunded', { amount: money(values.amount), due: money(left.due) }))
  }
  // Somebody else handed money back meanwhile: the figures are read again.
  const overtaken = (refusal: unknown) => {
    if (asProblem(refusal).code !== 'refund-over-paid') return false
    message.error(errorText(refusal))
    client.invalidateQueries({ queryKey: ['invoices'] })
    onClose()
    return true
  }
  const last = payments.findLast(({ kind }) => kind === 'payment')
  return (
    <FormDialog<Fields>
      title={t('billing.refundTitle')}
      form={form}
      initial={{ tender: last?.tender ?? 'cash' }}
      ok={t('billing.refund')}
      onSave={save}
      onRefused={overtaken}
      onClose={onClose}
    >
      <RefundFields
        currency={currency}
        refundable={refundable}
        points={payments.some(({ tender }) => tender === 'points')}
      />
      <Form.Item name="reference" label={t(`billing.referenceOf.${tender ?? 'cash'}`)}>
        <Input autoComplete="off" dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}
