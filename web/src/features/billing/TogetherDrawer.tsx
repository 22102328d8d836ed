import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { DraftsOf, Id, InvoiceRow, Page, TogetherPreview } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { Money } from '@/ui/Money'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Time } from '@/ui/Time'
import { TotalsList } from '@/ui/TotalsList'
import { issueTogether, previewTogether } from './commands'

interface Fields {
  invoice_ids: Id[]
}

/** Drafts of one customer, chosen to be one invoice: what it would ask for is shown before it has its number. */
export function TogetherDrawer({ of, site, onClose }: { of: DraftsOf; site: Id; onClose: () => void }) {
  const drafts = useQuery({
    queryKey: ['invoices', 'drafts', site, of.customer.id],
    queryFn: ({ signal }) => {
      const query = { site, customer: of.customer.id, state: 'draft', limit: 100 }
      return api.get<Page<InvoiceRow>>('/invoices', { query, signal })
    },
  })
  const rows = drafts.data?.items.filter(({ held, currency }) => !held && currency === of.currency)
  return rows ? <Choice of={of} rows={rows} onClose={onClose} /> : null
}

function Choice({ of, rows, onClose }: { of: DraftsOf; rows: InvoiceRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const [key] = useState(newKey)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const all = rows.map(({ id }) => id)
  const chosen = Form.useWatch('invoice_ids', form) ?? all
  const save = async () => {
    const invoice = await issueTogether(chosen, key)
    await client.invalidateQueries({ queryKey: ['invoices'] })
    navigate({ to: '/invoices/$id', params: { id: invoice.id } })
  }
  const enough = (_rule: unknown, ids?: Id[]) =>
    (ids?.length ?? 0) > 1 ? Promise.resolve() : Promise.reject(new Error(t('together.two')))
  return (
    <FormDrawer<Fields>
      title={t('together.of', { name: of.customer.name })}
      form={form}
      initial={{ invoice_ids: all }}
      onSave={save}
      onClose={onClose}
      ok={t('together.issue', { count: chosen.length })}
      size={560}
    >
      <p className="muted">{t('together.hint')}</p>
      <Form.Item name="invoice_ids" rules={[{ validator: enough }]}>
        <Checkbox.Group className="together">
          {rows.map((row) => (
            <Draft key={row.id} row={row} />
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Preview chosen={chosen} />
    </FormDrawer>
  )
}

function Draft({ row: { id, work_order, plate, po_number, created_at, total, currency } }: { row: InvoiceRow }) {
  const { t } = useTranslation()
  return (
    <Checkbox value={id}>
      <span className="together-draft">
        <span className="grow">
          <strong className="code">{work_order?.number}</strong> <bdi dir="ltr">{plate}</bdi>
          <small className="muted">
            <Time at={created_at} /> · {po_number ? `${t('po.short')} ${po_number}` : t('po.none')}
          </small>
        </span>
        <Money amount={total} currency={currency} />
      </span>
    </Checkbox>
  )
}

/** What the API says of them. */
function Preview({ chosen }: { chosen: Id[] }) {
  const { t } = useTranslation()
  const query = useQuery<TogetherPreview>({
    queryKey: ['together-preview', chosen],
    queryFn: ({ signal }) => previewTogether(chosen, signal),
    enabled: chosen.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (query.error) return <ProblemAlert error={query.error} />
  if (!query.data || chosen.length < 2) return null
  const { totals, apart } = query.data
  return (
    <section aria-label={t('together.preview')} aria-live="polite">
      <TotalsList totals={totals} />
      {apart !== totals.total && (
        <p className="muted">
          {t('together.apart')} <Money amount={apart} currency={totals.currency} />
        </p>
      )}
    </section>
  )
}
