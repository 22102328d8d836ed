import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { EInvoice, EInvoiceState } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { counts } from './commands'

const EInvoiceDrawer = lazy(async () => ({ default: (await import('./EInvoiceDrawer')).EInvoiceDrawer }))

export const TONES: Record<EInvoiceState, Tone> = {
  pending: 'grey',
  signed: 'blue',
  sent: 'teal',
  accepted: 'green',
  rejected: 'red',
}
const STATES = ['pending', 'signed', 'sent', 'rejected', 'accepted'] as const

/** The word for where it stands: on a network of businesses nothing is signed, and what arrives is delivered. */
export function stateWord({ state, platform }: Pick<EInvoice, 'state' | 'platform'>) {
  if (platform !== 'peppyrus') return `eInvoices.states.${state}` as const
  return `eInvoices.states.${state === 'signed' ? 'ready' : state === 'accepted' ? 'delivered' : state}` as const
}

/** Electronic documents on their way, the newest first; a row opens what became of it. */
export function EInvoicesPanel() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const overdue = url.state === 'overdue'
  return (
    <>
      <DataTable<EInvoice>
        path="/e-invoices"
        query={{ site, state: overdue ? undefined : url.state, overdue: overdue || undefined }}
        columns={[...useColumns(), ...useSiteColumn<EInvoice>()]}
        href={({ id }) => ({ to: '/invoices', search: { ...url, one: id } })}
        filters={<States />}
        empty={
          url.state ? (
            <EmptyState title={t('eInvoices.noneSuch')} />
          ) : (
            <EmptyState title={t('eInvoices.empty')} text={t('eInvoices.emptyText')} />
          )
        }
      />
      <Suspense fallback={null}>
        {url.one && <EInvoiceDrawer id={url.one} onClose={() => setUrl({ one: undefined })} />}
      </Suspense>
    </>
  )
}

/** The states, with how many stand there; what is accepted is not counted. */
function States() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const { data } = useQuery(counts(useListSite()))
  const label = (name: 'overdue' | EInvoiceState) => {
    const count = data && name !== 'accepted' ? data[name] : 0
    return t(`eInvoices.states.${name}`) + (count > 0 ? ` (${count})` : '')
  }
  return (
    <Chips
      label={t('eInvoices.state')}
      value={url.state ?? 'all'}
      options={[
        { value: 'all', label: t('eInvoices.all') },
        { value: 'overdue', label: label('overdue') },
        ...STATES.map((value) => ({ value, label: label(value) })),
      ]}
      onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
    />
  )
}

function useColumns(): Column<EInvoice>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      title: t('billing.number'),
      render: ({ number }) => <strong className="code">{number}</strong>,
    },
    {
      key: 'state',
      title: t('eInvoices.state'),
      render: ({ state, platform, overdue }) => (
        <>
          <Tag tone={TONES[state]}>{t(stateWord({ state, platform }))}</Tag>{' '}
          {overdue && <Tag tone="amber">{t('eInvoices.states.overdue')}</Tag>}
        </>
      ),
    },
    {
      key: 'customer',
      title: t('billing.customer'),
      newLine: true,
      render: ({ customer }) => <Words text={customer.name} />,
    },
    {
      key: 'told',
      title: t('eInvoices.told'),
      newLine: true,
      render: ({ reference, why }) => (reference ? <span className="code">{reference}</span> : why && <bdi>{why}</bdi>),
    },
    { key: 'issued', title: t('eInvoices.issued'), render: ({ issued_at }) => <Time at={issued_at} /> },
    {
      key: 'next',
      title: t('eInvoices.next'),
      desktopOnly: true,
      render: ({ next_at }) => next_at && <Time at={next_at} />,
    },
  ]
}
