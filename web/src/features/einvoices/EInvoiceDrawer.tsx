import { DownloadOutlined, SendOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { EInvoiceRecord, Id } from '@/api/types'
import { direction } from '@/app/locale'
import { EInvoiceFaults } from '@/features/billing/EInvoiceFaults'
import { Facts } from '@/ui/Facts'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { saveBlob } from '@/ui/saveBlob'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { Words } from '@/ui/Words'
import { record, resend, takeFile } from './commands'
import { stateWord, TONES } from './EInvoicesPanel'
import { RecordForm } from './RecordForm'
import '@/features/billing/billing.css'

/** An electronic document: where it stands, what was said of it, every try, and what can be done about it. */
export function EInvoiceDrawer({ id, onClose }: { id: Id; onClose: () => void }) {
  const query = useQuery(record(id))
  const language = useLanguage()
  const phone = usePhone()
  return (
    <Drawer
      open
      title={query.data?.number}
      onClose={onClose}
      size={phone ? '100%' : 560}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
    >
      <RecordGate query={query}>{(shown) => <Shown document={shown} />}</RecordGate>
    </Drawer>
  )
}

function Shown({ document }: { document: EInvoiceRecord }) {
  const { t } = useTranslation()
  const { number, customer, invoice_id, reference, why, next_at, state, overdue, tax_id, platform } = document
  const found_at = document.format === 'teif' ? null : document.electronic_address
  const facts = [
    {
      label: t('eInvoices.state'),
      value: (
        <>
          <Tag tone={TONES[state]}>{t(stateWord(document))}</Tag>{' '}
          {overdue && <Tag tone="amber">{t('eInvoices.states.overdue')}</Tag>}
        </>
      ),
    },
    {
      label: t('billing.number'),
      value: (
        <Link to="/invoices/$id" params={{ id: invoice_id }}>
          {number}
        </Link>
      ),
    },
    {
      label: t('billing.customer'),
      value: (
        <Link to="/customers/$id" params={{ id: customer.id }}>
          <Words text={customer.name} />
        </Link>
      ),
    },
    { label: t('eInvoices.reference'), value: reference && <span className="code">{reference}</span> },
    ...(tax_id ? [{ label: t('eInvoices.mended'), value: <span className="code">{tax_id}</span> }] : []),
    ...(found_at ? [{ label: t('customers.electronicAddress'), value: <bdi className="code">{found_at}</bdi> }] : []),
    ...(next_at ? [{ label: t('eInvoices.next'), value: <Time at={next_at} /> }] : []),
  ]
  return (
    <div className="stack">
      <Facts facts={facts} />
      {state === 'rejected' && (
        <div className="note" role="alert">
          <p>
            <strong>{t('eInvoices.why')}</strong> <bdi>{why}</bdi>
          </p>
          <p>{t(platform === 'peppyrus' ? 'eInvoices.mendAddress' : 'eInvoices.mend')}</p>
          <Link to="/customers/$id" params={{ id: customer.id }}>
            {t('billing.mendCustomer')}
          </Link>
        </div>
      )}
      <Actions document={document} />
      <Tries document={document} />
    </div>
  )
}

function Actions({ document }: { document: EInvoiceRecord }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { id, number, version, actions, customer, site_id } = document
  const keep = (shown: EInvoiceRecord) => {
    client.setQueryData(record(id).queryKey, shown)
    void client.invalidateQueries({ queryKey: ['e-invoices', 'list'] })
    void client.invalidateQueries({ queryKey: ['e-invoice-counts'] })
  }
  const again = async () => {
    setBusy(true)
    try {
      keep(await resend(id, version))
      message.success(t('eInvoices.goesAgain', { number }))
    } catch (refusal) {
      modal.error({
        title: errorText(refusal),
        content: <EInvoiceFaults problem={asProblem(refusal)} invoice={{ customer, site_id }} />,
      })
    }
    setBusy(false)
  }
  const download = () =>
    takeFile(id)
      .then((file) => saveBlob(file, `${number}.xml`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <>
      <div className="row wrap">
        {actions.includes('resend') && (
          <Button type="primary" icon={<SendOutlined className="flip-rtl" />} loading={busy} onClick={again}>
            {t('eInvoices.resend')}
          </Button>
        )}
        {actions.includes('download') && (
          <Button icon={<DownloadOutlined />} onClick={download}>
            {t('eInvoices.download')}
          </Button>
        )}
      </div>
      {actions.includes('record') && <RecordForm document={document} onRecorded={keep} />}
    </>
  )
}

/** Every try, the newest first. */
function Tries({ document: { attempts, platform } }: { document: EInvoiceRecord }) {
  const { t } = useTranslation()
  if (attempts.length === 0) return <p className="muted">{t('eInvoices.noTries')}</p>
  return (
    <section aria-label={t('eInvoices.tries')}>
      <h2 className="section-title">{t('eInvoices.tries')}</h2>
      <ul className="payments">
        {attempts
          .map((attempt, place) => ({ ...attempt, place }))
          .reverse()
          .map(({ place, at, step, outcome, told, by }) => (
            <li key={place} className="payment">
              <span className="grow">
                <strong>{t(`eInvoices.steps.${step}`)}</strong> ·{' '}
                {t(`eInvoices.outcomes.${platform === 'peppyrus' && outcome === 'accepted' ? 'delivered' : outcome}`)}
                <small className="muted">
                  <Time at={at} /> {by && <Words text={by} />} {told && <bdi>{told}</bdi>}
                </small>
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}
