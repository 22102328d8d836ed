import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { ReceiptAllocation, ReceiptPreview, ReceiptPreviewInput, Tender } from '@/api/types'
import { useSite } from '@/app/site'
import { formatMoney } from '@/ui/currency'
import { FormDrawer } from '@/ui/FormDrawer'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { formatScaled } from '@/ui/scaled'
import { Day } from '@/ui/Time'
import { useDebounced } from '@/ui/useDebounced'
import { useLanguage } from '@/ui/useLanguage'
import { ChequeFields, chequeOf, type TypedCheque } from './ChequeFields'
import { previewReceipt, takeReceipt } from './commands'
import { TenderField } from './TenderField'
import './billing.css'

interface Fields {
  tender: Tender
  amount?: number | null
  reference?: string
  cheque?: TypedCheque
  /** What the customer keeps back as tax, in basis points; 0 for nothing. */
  rate?: number
  certificate?: string
  how: 'oldest' | 'chosen'
  /** What is chosen for each invoice, by its id. */
  parts?: Record<string, number | null | undefined>
}

/** Rates of the withholding tax, in basis points. */
const RATES = [0, 50, 100, 150]

/** What is for which invoice; undefined for the oldest first. */
export function allocationsOf({ how, parts = {} }: Partial<Fields>): ReceiptAllocation[] | undefined {
  if (how !== 'chosen') return undefined
  return Object.entries(parts).flatMap(([invoice_id, amount]) => (amount ? [{ invoice_id, amount }] : []))
}

/** Takes money for all that a customer owes at the site, the oldest first or as one chooses; the rest stands on their account. */
export function ReceiptDrawer({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const site = useSite()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const values = Form.useWatch([], form) as Fields | undefined
  const currency = site?.currency ?? 'TND'
  const asked: ReceiptPreviewInput = {
    site_id: site?.id ?? '',
    customer_id: customer.id,
    amount: values?.amount ?? 0,
    allocations: allocationsOf(values ?? {}),
    withholding_rate: values?.rate || undefined,
  }
  const preview = usePreview(asked)
  const save = async (fields: Fields) => {
    const { tender, amount, cheque } = fields
    const isCheque = tender === 'cheque'
    const reference = isCheque ? cheque?.number : fields.reference
    const about = {
      site_id: asked.site_id,
      customer_id: customer.id,
      tender,
      reference: reference?.trim() || undefined,
      cheque: isCheque ? chequeOf(cheque) : undefined,
      withholding: fields.rate ? { rate: fields.rate, certificate: fields.certificate?.trim() ?? '' } : undefined,
    }
    const taken = await takeReceipt({ ...about, amount: amount ?? 0, allocations: allocationsOf(fields) }, key)
    for (const stale of ['invoices', 'deposits', 'customers', 'receivables', 'work-orders']) {
      await client.invalidateQueries({ queryKey: [stale] })
    }
    const money = formatMoney(taken.amount, taken.currency, language)
    message.success(t('receipt.taken', { number: taken.number, amount: money }))
  }
  const positive = (_rule: unknown, value?: number | null) =>
    value && value > 0 ? Promise.resolve() : Promise.reject(new Error(t('billing.amountPositive')))
  return (
    <FormDrawer<Fields>
      title={t('receipt.of', { name: customer.name })}
      form={form}
      initial={{ tender: 'cash', how: 'oldest', rate: 0 }}
      onSave={save}
      onClose={onClose}
      ok={t('billing.take')}
      size={560}
    >
      <TenderField />
      <Form.Item
        name="amount"
        label={t('billing.amount')}
        rules={[{ validator: positive }]}
        extra={
          preview.data &&
          preview.data.due > 0 && (
            <Button
              type="link"
              size="small"
              className="in-text"
              onClick={() => form.setFieldValue('amount', preview.data.payable)}
            >
              {t('receipt.all', { amount: formatMoney(preview.data.payable, currency, language) })}
            </Button>
          )
        }
      >
        <MoneyInput currency={currency} />
      </Form.Item>
      {values?.tender === 'cheque' ? (
        <ChequeFields />
      ) : (
        <Form.Item name="reference" label={t(`billing.referenceOf.${values?.tender ?? 'cash'}`)}>
          <Input autoComplete="off" dir="auto" maxLength={200} />
        </Form.Item>
      )}
      <Withholding rate={values?.rate ?? 0} />
      <Form.Item name="how">
        <Segmented
          block
          aria-label={t('receipt.how')}
          options={(['oldest', 'chosen'] as const).map((value) => ({ value, label: t(`receipt.hows.${value}`) }))}
        />
      </Form.Item>
      {preview.error && <ProblemAlert error={preview.error} />}
      {preview.data && <Invoices preview={preview.data} choosing={values?.how === 'chosen'} />}
    </FormDrawer>
  )
}

/** What the customer keeps back as tax, with the certificate for it. */
function Withholding({ rate }: { rate: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const label = (value: number) => (value === 0 ? t('receipt.noWithholding') : `${formatScaled(value, 2, language)} %`)
  return (
    <>
      <Form.Item name="rate" label={t('receipt.withholding')}>
        <Select options={RATES.map((value) => ({ value, label: label(value) }))} />
      </Form.Item>
      {rate > 0 && (
        <Form.Item
          name="certificate"
          label={t('receipt.certificate')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input autoComplete="off" dir="auto" maxLength={100} />
        </Form.Item>
      )}
    </>
  )
}

/** What the API says that it would pay; asked once typing rests. */
function usePreview(asked: ReceiptPreviewInput) {
  const still = useDebounced(JSON.stringify(asked), 200)
  const body = JSON.parse(still) as ReceiptPreviewInput
  return useQuery<ReceiptPreview>({
    queryKey: ['receivables', 'preview', still],
    queryFn: ({ signal }) => previewReceipt(body, signal),
    enabled: body.site_id !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
}

function Invoices({ preview, choosing }: { preview: ReceiptPreview; choosing: boolean }) {
  const { t } = useTranslation()
  const { currency, invoices, surplus } = preview
  return (
    <section aria-label={t('receipt.pays')} aria-live="polite">
      {invoices.length === 0 && <p className="muted">{t('receipt.nothingDue')}</p>}
      <ul className="payments flush">
        {invoices.map(({ id, number, due_on, due, amount, withheld, left }) => (
          <li key={id}>
            <span className="grow">
              <strong className="code">{number}</strong>
              <small className="muted">
                {due_on && (
                  <>
                    {t('billing.dueOn')} <Day day={due_on} /> ·{' '}
                  </>
                )}
                {t('billing.due')} <Money amount={due} currency={currency} />
                {withheld > 0 && (
                  <>
                    {' · '}
                    {t('receipt.withheld')} <Money amount={withheld} currency={currency} />
                  </>
                )}
              </small>
            </span>
            {choosing ? (
              <Form.Item name={['parts', id]} className="receipt-part">
                <MoneyInput currency={currency} max={due} label={t('receipt.for', { number })} />
              </Form.Item>
            ) : (
              <span className={left === 0 ? 'receipt-paid' : undefined}>
                <Money amount={amount} currency={currency} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {surplus > 0 && (
        <p className="credit-after">
          {t('receipt.surplus')}{' '}
          <strong>
            <Money amount={surplus} currency={currency} />
          </strong>
        </p>
      )}
    </section>
  )
}
