import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { CustomerBanner } from '@/ui/CustomerBanner'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { StatusTag } from '@/ui/StatusTag'
import { usePhone } from '@/ui/usePhone'
import { useRecord } from '@/ui/useRecord'
import { CreditNotes } from './CreditNotes'
import { DocumentPanel } from './DocumentPanel'
import { InvoiceFacts } from './InvoiceFacts'
import { InvoiceLines } from './InvoiceLines'
import { InvoiceSignatures } from './InvoiceSignatures'
import { IssueButton } from './IssueButton'
import { PaymentsPanel } from './PaymentsPanel'
import './billing.css'

const InvoiceLetters = lazy(async () => ({
  default: (await import('@/features/dunning/InvoiceLetters')).InvoiceLetters,
}))

const AttachmentsPanel = lazy(async () => ({
  default: (await import('@/features/attachments/AttachmentsPanel')).AttachmentsPanel,
}))

export function InvoicePage() {
  const { id } = useParams({ from: '/app/invoices/$id' })
  return (
    <RecordGate query={useRecord<Invoice>('/invoices', id)}>
      {(invoice) => <InvoiceView key={id} invoice={invoice} />}
    </RecordGate>
  )
}

function InvoiceView({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { number, opening, state, overdue, actions } = invoice
  const title = opening ? t('billing.openingTitle', { document: opening }) : (number ?? t('billing.draftTitle'))
  const document = actions.includes('download') && <DocumentPanel invoice={invoice} />
  return (
    <>
      <PageHeader
        title={title}
        beside={<StatusTag kind="invoice" state={overdue ? 'overdue' : state} />}
        actions={actions.includes('issue') && <IssueButton invoice={invoice} />}
      />
      <CustomerBanner id={invoice.customer.id} />
      <div className={document && !phone ? 'invoice-columns' : 'stack'}>
        <div className="stack">
          {phone && <PaymentsPanel invoice={invoice} />}
          <InvoiceFacts invoice={invoice} />
          {!phone && <PaymentsPanel invoice={invoice} />}
          {opening ? (
            <p className="panel panel-body muted">
              {t('billing.openingText')}
              {invoice.opening_total != null && (
                <>
                  {' '}
                  {t('billing.openingTotal')}{' '}
                  <Money amount={invoice.opening_total} currency={invoice.totals.currency} />
                </>
              )}
            </p>
          ) : (
            <InvoiceLines invoice={invoice} />
          )}
          {!opening && <CreditNotes invoice={invoice} />}
          {invoice.due_on && (
            <Suspense fallback={null}>
              <InvoiceLetters invoice={invoice} />
            </Suspense>
          )}
          {!opening && <InvoiceSignatures invoice={invoice} />}
          <Suspense fallback={null}>
            <AttachmentsPanel kind="invoices" id={invoice.id} />
          </Suspense>
          {invoice.notes && invoice.notes.length > 0 && (
            <section className="panel panel-body" aria-label={t('workshop.note.printed')}>
              <h2 className="panel-title">{t('workshop.note.printed')}</h2>
              {invoice.notes.map((note) => (
                <p key={note} className="invoice-note" dir="auto">
                  {note}
                </p>
              ))}
            </section>
          )}
          <Changes entity="invoice" id={invoice.id} />
        </div>
        {document}
      </div>
    </>
  )
}
