import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { PrintButton } from '@/ui/PrintButton'
import { Day } from '@/ui/Time'
import { EInvoiceMenu } from './EInvoiceMenu'

const CreditDrawer = lazy(async () => ({ default: (await import('./CreditDrawer')).CreditDrawer }))

/** What was taken back of an invoice, and the way to take back more. */
export function CreditNotes({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { credit_notes: notes = [], totals, actions } = invoice
  const may = actions.includes('credit')
  if (notes.length === 0 && !may) return null
  return (
    <section className="panel" aria-label={t('credit.title')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('credit.title')}</h2>
        {may && (
          <Button icon={<FileExcelOutlined />} onClick={() => setOpen(true)}>
            {t('credit.new')}
          </Button>
        )}
      </header>
      {notes.length > 0 && (
        <ul className="payments">
          {notes.map((note) => (
            <li key={note.id} className="payment">
              <span className="grow">
                <strong className="code">{note.number}</strong>
                <small className="muted">
                  <Day day={note.issued_on} /> · <bdi>{note.reason}</bdi>
                </small>
              </span>
              <strong>
                <Money amount={-note.total} currency={totals.currency} />
              </strong>
              <EInvoiceMenu
                path={`/credit-notes/${note.id}`}
                number={note.number}
                invoice={invoice}
                label={t('billing.eInvoiceOf', { number: note.number })}
              />
              <PrintButton
                path={`/credit-notes/${note.id}/pdf`}
                query={{ paper: 'slip' }}
                label={t('credit.slipOf', { number: note.number })}
              >
                {t('credit.slip')}
              </PrintButton>
              <PrintButton path={`/credit-notes/${note.id}/pdf`} label={t('credit.openOf', { number: note.number })} />
            </li>
          ))}
        </ul>
      )}
      {notes.length === 0 && <p className="panel-body muted">{t('credit.none')}</p>}
      <Suspense fallback={null}>{open && <CreditDrawer invoice={invoice} onClose={() => setOpen(false)} />}</Suspense>
    </section>
  )
}
