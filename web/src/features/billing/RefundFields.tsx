import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { MoneyInput } from '@/ui/MoneyInput'
import { useLanguage } from '@/ui/useLanguage'
import { TenderField } from './TenderField'

interface Props {
  currency: string
  refundable: Amount
  /** Some of it was paid with points. */
  points?: boolean
}

/** How money goes back, how much of what may, and why. */
export function RefundFields({ currency, refundable, points }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const most = t('billing.refundMost', { amount: formatMoney(refundable, currency, language) })
  const within = (_rule: unknown, value: number | null) => {
    if (typeof value !== 'number') return Promise.reject(new Error(t('form.required')))
    if (value <= 0) return Promise.reject(new Error(t('billing.amountPositive')))
    return value > refundable ? Promise.reject(new Error(most)) : Promise.resolve()
  }
  return (
    <>
      <TenderField points={points} />
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
    </>
  )
}
