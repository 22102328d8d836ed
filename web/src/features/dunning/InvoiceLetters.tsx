import { PauseCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { DunningLetter, DunningPause, Id, Invoice, Page } from '@/api/types'
import { useMay } from '@/app/permission'
import { Money } from '@/ui/Money'
import { PrintButton } from '@/ui/PrintButton'
import { Day, Time } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { endPause } from './commands'
import { PauseDialog } from './PauseDialog'
import { LetterTag } from './useLetterColumns'
import { useReload } from './useReload'
import './dunning.css'

/** Which letters reminded of an invoice, and whether it is disputed. */
export function InvoiceLetters({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const may = useMay('payment.take')
  const [disputing, setDisputing] = useState(false)
  const { id, site_id, number, opening, due, due_on } = invoice
  const query = { invoice: id, site: site_id }
  const letters = useQuery({
    queryKey: ['dunning-letters', 'invoice', id],
    queryFn: ({ signal }) => api.get<Page<DunningLetter>>('/dunning-letters', { query, signal }),
  }).data
  const pause = useQuery({
    queryKey: ['dunning-pauses', 'invoice', id],
    queryFn: ({ signal }) => api.get<Page<DunningPause>>('/dunning-pauses', { query, signal }),
  }).data?.items[0]
  const mayDispute = may && !pause && due > 0 && due_on !== null
  if (!letters || (letters.items.length === 0 && !pause && !invoice.overdue)) return null
  return (
    <section className="panel" aria-label={t('dunning.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('dunning.title')}</h2>
        {mayDispute && (
          <Button icon={<PauseCircleOutlined />} onClick={() => setDisputing(true)}>
            {t('dunning.dispute')}
          </Button>
        )}
      </header>
      {pause && <Disputed pause={pause} />}
      {letters.items.length === 0 && !pause && <p className="panel-body muted">{t('dunning.noLetter')}</p>}
      {letters.items.length > 0 && (
        <ul className="payments">
          {letters.items.map((letter) => (
            <Letter key={letter.id} letter={letter} invoice={id} />
          ))}
        </ul>
      )}
      {disputing && (
        <PauseDialog site={site_id} invoice={id} label={number ?? opening ?? ''} onClose={() => setDisputing(false)} />
      )}
    </section>
  )
}

function Letter({ letter, invoice }: { letter: DunningLetter; invoice: Id }) {
  const { t } = useTranslation()
  const { id, state, sent_at, proposed_on, by, invoices, currency, actions } = letter
  const due = invoices.find(({ invoice_id }) => invoice_id === invoice)?.due ?? 0
  return (
    <li className="payment">
      <span className="grow">
        <LetterTag letter={letter} />
        <small className="muted">
          {t(`dunning.states.${state}`)} · {sent_at ? <Time at={sent_at} /> : <Day day={proposed_on} />}{' '}
          {by && <Words text={by} />}
        </small>
      </span>
      <Money amount={due} currency={currency} />
      {actions.includes('print') && (
        <PrintButton path={`/dunning-letters/${id}/pdf`} label={t('dunning.openLetter', { step: letter.step })} />
      )}
    </li>
  )
}

function Disputed({ pause }: { pause: DunningPause }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const reload = useReload()
  const end = () =>
    endPause(pause.id)
      .then(reload)
      .catch((refusal: unknown) => message.error(errorText(refusal)))
  return (
    <div className="note dunning-disputed">
      <span className="grow">
        <strong>{t('dunning.disputed')}</strong> <bdi>{pause.reason}</bdi>{' '}
        {pause.until && (
          <span className="muted">
            {t('dunning.until')} <Day day={pause.until} />
          </span>
        )}
      </span>
      {pause.actions.includes('end') && (
        <Button size="small" onClick={end}>
          {t('dunning.resume')}
        </Button>
      )}
    </div>
  )
}
