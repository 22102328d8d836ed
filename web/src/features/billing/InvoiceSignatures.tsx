import { WarningOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Invoice, InvoiceChange, InvoiceSignature, InvoiceSignatures as Signatures } from '@/api/types'
import { Money } from '@/ui/Money'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SignaturePad } from '@/ui/SignaturePad'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'

/** What the customer signed of an invoice before it is issued, and what is not as they signed it. */
export function InvoiceSignatures({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const [signing, setSigning] = useState(false)
  const data = useQuery({
    queryKey: ['invoices', 'signatures', invoice.id, invoice.version],
    queryFn: ({ signal }) => api.get<Signatures>(`/invoices/${invoice.id}/signatures`, { signal }),
  }).data
  const may = data?.actions.includes('sign') ?? false
  const newest = data?.items[0]
  if (!data || (!newest && !may)) return null
  return (
    <section className="panel panel-body stack" aria-label={t('billing.signed.title')}>
      <div className="row wrap">
        <h2 className="panel-title grow">{t('billing.signed.title')}</h2>
        {may && (
          <Button onClick={() => setSigning(true)}>{t(newest ? 'billing.signed.again' : 'billing.signed.sign')}</Button>
        )}
      </div>
      {newest ? (
        <Signature signature={newest} currency={invoice.totals.currency} />
      ) : (
        <p className="muted">{t(data.required ? 'billing.signed.needed' : 'billing.signed.none')}</p>
      )}
      {signing && <SignDialog invoice={invoice} onClose={() => setSigning(false)} />}
    </section>
  )
}

function Signature({ signature, currency }: { signature: InvoiceSignature; currency: string }) {
  const { t } = useTranslation()
  const { changes, signed_by, signed_at } = signature
  return (
    <>
      <div className="row wrap">
        <Tag tone={changes.length > 0 ? 'amber' : 'green'}>
          {t(changes.length > 0 ? 'workshop.signed.changed' : 'workshop.signed.same')}
        </Tag>
        <span className="muted small">
          <bdi>{signed_by}</bdi> · <Time at={signed_at} />
        </span>
      </div>
      <ul className="plain-list small">
        {changes.map((change) => (
          <li key={`${change.what}:${change.subject ?? ''}`}>
            <WarningOutlined /> <Change change={change} currency={currency} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Change({ change, currency }: { change: InvoiceChange; currency: string }) {
  const { t } = useTranslation()
  const { what, subject, before, now } = change
  return (
    <span>
      {t(`billing.signed.what.${what}`)} {subject && <bdi>{subject}</bdi>}{' '}
      {before !== null && <Money amount={before} currency={currency} />}
      {before !== null && now !== null && ' → '}
      {now !== null && <Money amount={now} currency={currency} />}
    </span>
  )
}

function SignDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(invoice.customer.name)
  const [drawing, setDrawing] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const sign = async () => {
    setBusy(true)
    try {
      const body = { by_name: name.trim(), signature: drawing }
      await api.post(`/invoices/${invoice.id}/signatures`, body, { repeatable: true })
      await client.invalidateQueries({ queryKey: ['invoices', 'signatures', invoice.id] })
      onClose()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('billing.signed.title')}
      onCancel={onClose}
      onOk={sign}
      okText={t('billing.signed.sign')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !name.trim() || !drawing }}
      cancelText={t('common.cancel')}
      width={720}
    >
      <div className="stack">
        <p>
          {t('billing.signed.sum')} <Money amount={invoice.totals.total} currency={invoice.totals.currency} />
        </p>
        <Input
          aria-label={t('billing.signed.name')}
          maxLength={200}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <SignaturePad label={t('intake.signHere')} clear={t('estimates.clear')} onChange={setDrawing} />
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}
