import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText, ProblemError } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Invoice, Problem, Tender } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { formatMoney } from '@/ui/currency'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { ChequeFields, chequeOf, type TypedCheque } from './ChequeFields'
import { takePayment } from './commands'
import { TenderField } from './TenderField'
import { useKeepInvoice } from './useKeepInvoice'

interface Fields {
  tender: Tender
  amount: number
  reference?: string
  cheque?: TypedCheque
}

/** Takes money, all that is due or a part. One key for each opening: a second click charges nothing. */
export function PaymentForm({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const keep = useKeepInvoice()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [url] = useUrlState()
  useEffect(() => {
    if (url.next === '1') form.focusField('amount')
  }, [url.next, form])
  const amount = Form.useWatch('amount', form)
  const tender = Form.useWatch('tender', form)
  const { currency } = invoice.totals
  const left = typeof amount === 'number' ? invoice.due - amount : 0
  const money = (value: number) => formatMoney(value, currency, language)
  const pay = async (values: Fields) => {
    setBusy(true)
    setProblem(null)
    try {
      const { cheque, ...typed } = values
      const reference = (values.tender === 'cheque' ? cheque?.number : values.reference)?.trim() || undefined
      const body = { ...typed, reference, cheque: values.tender === 'cheque' ? chequeOf(cheque) : undefined }
      const paid = keep(await takePayment(invoice.id, body, key))
      const settled = paid.due === 0
      message.success(
        settled
          ? t('billing.paidInFull', { amount: money(values.amount) })
          : t('billing.paidPart', { due: money(paid.due) }),
      )
    } catch (refusal) {
      if (asProblem(refusal).code === 'overpayment') {
        message.error(errorText(refusal))
        await client.invalidateQueries({ queryKey: ['invoices'] })
      } else setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  const within = (_rule: unknown, value: number | null) => {
    if (typeof value !== 'number') return Promise.reject(new Error(t('form.required')))
    if (value <= 0) return Promise.reject(new Error(t('billing.amountPositive')))
    if (value > invoice.due) return Promise.reject(new Error(t('billing.amountTooMuch')))
    return Promise.resolve()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="panel-body pay-form"
      initialValues={{ tender: 'cash', amount: invoice.due }}
      onFinish={pay}
    >
      <TenderField />
      <div className="form-row">
        <Form.Item
          name="amount"
          label={t('billing.amount')}
          rules={[{ validator: within }]}
          extra={left > 0 && t('billing.leaves', { due: money(left) })}
        >
          <MoneyInput currency={currency} />
        </Form.Item>
        {tender !== 'cheque' && (
          <Form.Item name="reference" label={t(`billing.referenceOf.${tender ?? 'cash'}`)}>
            <Input autoComplete="off" dir="auto" />
          </Form.Item>
        )}
      </div>
      {tender === 'cheque' && <ChequeFields />}
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        {typeof amount === 'number' && amount > 0
          ? t('billing.takeAmount', { amount: money(amount) })
          : t('billing.take')}
      </Button>
    </Form>
  )
}
