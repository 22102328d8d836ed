import { useTranslation } from 'react-i18next'
import type { Checkout, CheckoutState } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { formatMoney } from '@/ui/currency'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { PROVIDERS } from './commands'

const TONES: Record<CheckoutState, Tone> = {
  open: 'blue',
  paid: 'green',
  failed: 'red',
  expired: 'grey',
  unknown: 'amber',
}
const STATES = ['open', 'paid', 'failed', 'expired', 'unknown'] as const

/** What was begun online, the newest first, and what somebody must look at; a row leads to its invoice. */
export function CheckoutsList() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const toCheck = url.state === 'difference'
  return (
    <DataTable<Checkout>
      path="/checkouts"
      query={{ site, state: toCheck ? undefined : url.state, difference: toCheck || undefined }}
      columns={[...useColumns(), ...useSiteColumn<Checkout>()]}
      href={({ invoice_id }) => (invoice_id ? `/invoices/${invoice_id}` : '/invoices?kind=online')}
      filters={
        <Chips
          label={t('online.state')}
          value={url.state ?? 'all'}
          options={[
            { value: 'all', label: t('online.all') },
            { value: 'difference', label: t('online.toCheck') },
            ...STATES.map((value) => ({ value, label: t(`online.states.${value}`) })),
          ]}
          onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
        />
      }
      empty={
        url.state ? (
          <EmptyState title={t('online.emptySuch')} />
        ) : (
          <EmptyState title={t('online.empty')} text={t('online.emptyText')} />
        )
      }
    />
  )
}

function useColumns(): Column<Checkout>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const told = ({ told_amount, told_currency }: Checkout) =>
    told_amount !== null && told_currency !== null && formatMoney(told_amount, told_currency, language)
  return [
    {
      key: 'invoice',
      title: t('online.invoice'),
      render: ({ invoice_number }) => (invoice_number ? <strong className="code">{invoice_number}</strong> : '—'),
    },
    {
      key: 'state',
      title: t('online.state'),
      render: ({ state, test_mode }) => (
        <>
          <Tag tone={TONES[state]}>{t(`online.states.${state}`)}</Tag>{' '}
          {test_mode && <Tag tone="violet">{t('online.test')}</Tag>}
        </>
      ),
    },
    {
      key: 'difference',
      title: t('online.toCheck'),
      newLine: true,
      render: (row) =>
        row.difference && (
          <>
            <Tag tone="amber">{t(`online.differences.${row.difference}`)}</Tag>{' '}
            <small className="muted">{t('online.told', { amount: told(row) })}</small>
          </>
        ),
    },
    { key: 'provider', title: t('online.provider'), render: ({ provider }) => PROVIDERS[provider] },
    {
      key: 'reference',
      title: t('online.reference'),
      desktopOnly: true,
      render: ({ reference }) => <span className="code muted">{reference}</span>,
    },
    { key: 'begun', title: t('online.begun'), desktopOnly: true, render: ({ created_at }) => <Time at={created_at} /> },
    {
      key: 'amount',
      title: t('online.amount'),
      end: true,
      render: ({ amount, currency }) => (
        <strong>
          <Money amount={amount} currency={currency} />
        </strong>
      ),
    },
  ]
}
