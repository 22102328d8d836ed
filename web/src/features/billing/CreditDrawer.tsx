import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, Radio, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { CreditNoteInput, CreditNoteLineInput, CreditNotePreview, Invoice } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Quantity } from '@/ui/Quantity'
import { ScaledInput } from '@/ui/ScaledInput'
import { TotalsList } from '@/ui/TotalsList'
import { useDebounced } from '@/ui/useDebounced'
import { issueCredit, previewCredit } from './commands'

interface Fields {
  what: 'all' | 'lines'
  parts?: { quantity?: number | null; net?: number | null }[]
  stamp_duty?: boolean
  return_stock?: boolean
  surplus?: 'open' | 'account'
  reason: string
}

const SURPLUS = ['account', 'open'] as const

/** Of the invoice's lines those that something is said of; null where that is none. */
export function creditOf(
  invoice: Invoice,
  { what, parts = [], stamp_duty, return_stock, surplus, reason }: Partial<Fields>,
): CreditNoteInput | null {
  const body = {
    stamp_duty: stamp_duty ?? false,
    return_stock: return_stock ?? false,
    surplus: surplus ?? 'open',
    reason: reason?.trim() || '—',
  }
  if (what === 'all') return body
  const lines = invoice.lines.flatMap(({ id }, at): CreditNoteLineInput[] => {
    const { quantity, net } = parts[at] ?? {}
    if (quantity) return [{ line_id: id, quantity }]
    return net ? [{ line_id: id, net }] : []
  })
  return lines.length > 0 ? { ...body, lines } : null
}

/** All of an invoice is taken back, or parts of its lines; what comes of it is shown before it happens. */
export function CreditDrawer({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [isIssuing, setIssuing] = useState(false)
  const [form] = Form.useForm<Fields>()
  const values = Form.useWatch([], form) as Fields | undefined
  const { currency } = invoice.totals
  const save = async (fields: Fields) => {
    const body = creditOf(invoice, fields)
    if (!body) throw new Error(t('credit.nothing'))
    // From here on it is no longer to be previewed: what it takes is not left any more.
    setIssuing(true)
    const note = await issueCredit(invoice.id, body, key).catch((problem: unknown) => {
      setIssuing(false)
      throw problem
    })
    for (const stale of ['invoices', 'credit-notes', 'work-orders', 'customers', 'deposits', 'stock']) {
      await client.invalidateQueries({ queryKey: [stale] })
    }
    message.success(t('credit.issued', { number: note.number }))
  }
  return (
    <FormDrawer<Fields>
      title={t('credit.of', { number: invoice.number ?? '' })}
      form={form}
      initial={{ what: 'lines', stamp_duty: false, return_stock: false, surplus: 'account' }}
      onSave={save}
      onClose={onClose}
      ok={t('credit.issue')}
    >
      <Form.Item name="what">
        <Segmented
          block
          aria-label={t('credit.what')}
          options={(['lines', 'all'] as const).map((value) => ({ value, label: t(`credit.whats.${value}`) }))}
        />
      </Form.Item>
      {values?.what !== 'all' && <Lines invoice={invoice} />}
      {invoice.totals.stamp_duty > 0 && (
        <Form.Item name="stamp_duty" valuePropName="checked">
          <Checkbox>
            {t('credit.stampDuty')} <Money amount={invoice.totals.stamp_duty} currency={currency} />
          </Checkbox>
        </Form.Item>
      )}
      <Form.Item name="return_stock" valuePropName="checked">
        <Checkbox>{t('credit.returnStock')}</Checkbox>
      </Form.Item>
      {invoice.paid > 0 && (
        <Form.Item name="surplus" label={t('credit.surplus')}>
          <Radio.Group options={SURPLUS.map((value) => ({ value, label: t(`credit.surpluses.${value}`) }))} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('billing.refundReason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea dir="auto" maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      {!isIssuing && <Preview invoice={invoice} asked={creditOf(invoice, { ...values, reason: '' })} />}
    </FormDrawer>
  )
}

function Lines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  return (
    <div className="credit-lines">
      {invoice.lines.map((line, at) => (
        <fieldset key={line.id} className="credit-line">
          <legend>
            <bdi>{line.description}</bdi> {line.code && <span className="code">{line.code}</span>}{' '}
            <Money amount={line.net} currency={invoice.totals.currency} />
          </legend>
          <Form.Item name={['parts', at, 'quantity']} label={t('workshop.quantity')}>
            <ScaledInput decimals={3} max={line.quantity} label={`${t('workshop.quantity')} ${line.description}`} />
          </Form.Item>
          <Form.Item name={['parts', at, 'net']} label={t('credit.orNet')}>
            <MoneyInput currency={invoice.totals.currency} label={`${t('credit.orNet')} ${line.description}`} />
          </Form.Item>
        </fieldset>
      ))}
    </div>
  )
}

function Preview({ invoice, asked }: { invoice: Invoice; asked: CreditNoteInput | null }) {
  const { t } = useTranslation()
  const still = useDebounced(JSON.stringify(asked), 200)
  const preview = useQuery<CreditNotePreview>({
    queryKey: ['invoices', 'credit-preview', invoice.id, invoice.version, still],
    queryFn: ({ signal }) => previewCredit(invoice.id, JSON.parse(still) as CreditNoteInput, signal),
    enabled: still !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!asked) return <p className="muted">{t('credit.nothing')}</p>
  if (preview.error) return <ProblemAlert error={preview.error} />
  if (!preview.data) return null
  const { totals, due, surplus, returns } = preview.data
  return (
    <section aria-label={t('credit.preview')} aria-live="polite">
      <TotalsList totals={totals} total={t('credit.total')} />
      <p className="credit-after">
        {t(due < 0 ? 'credit.toGiveBack' : surplus > 0 ? 'credit.toAccount' : 'credit.dueAfter')}{' '}
        <strong>
          <Money amount={surplus > 0 ? surplus : due} currency={totals.currency} />
        </strong>
      </p>
      {returns.map(({ line_id, quantity, description }) => (
        <p key={line_id} className="credit-after">
          {t('credit.backInStock')}{' '}
          <strong>
            +<Quantity value={quantity} />
          </strong>{' '}
          <bdi>{description}</bdi>
        </p>
      ))}
      <p className="muted">{t('credit.then')}</p>
    </section>
  )
}
