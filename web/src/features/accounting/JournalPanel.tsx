import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { AccountSum, Id, Journal, JournalEntry } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Days } from '@/ui/months'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Day } from '@/ui/Time'
import { Words } from '@/ui/Words'

type AccountRow = AccountSum & { id: string }

/** What moved on each account in a month, and the entries that moved it. */
export function JournalPanel({ site, month }: { site: Id; month: Days }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['journals', site, month],
    queryFn: ({ signal }) => api.get<Journal>(`/journals/${site}`, { query: { ...month }, signal }),
    placeholderData: keepPreviousData,
  })
  const journal = query.data
  const currency = journal?.currency ?? ''
  const shown = journal?.entries.length ?? 0
  const [accounts, entries] = [useAccounts(currency), useEntries(currency)]
  return (
    <>
      <RowsPanel<AccountRow>
        query={{ ...query, data: journal?.accounts.map((row) => ({ ...row, id: row.account })) }}
        columns={accounts}
        title={t('accounting.accounts')}
        empty={<EmptyState title={t('accounting.nothing')} text={t('accounting.nothingText')} />}
      />
      {shown > 0 && (
        <RowsPanel<JournalEntry>
          query={{ ...query, data: journal?.entries }}
          columns={entries}
          title={
            journal && journal.count > shown
              ? t('accounting.firstEntries', { shown, count: journal.count })
              : t('accounting.entries')
          }
          empty={null}
        />
      )}
    </>
  )
}

function useAccounts(currency: string): Column<AccountRow>[] {
  const { t } = useTranslation()
  const side = (key: 'debit' | 'credit'): Column<AccountRow> => ({
    key,
    newLine: key === 'debit',
    title: t(`accounting.${key}`),
    end: true,
    named: true,
    render: (row) => (row[key] === 0 ? '—' : <Money amount={row[key]} currency={currency} />),
  })
  return [
    {
      key: 'account',
      title: t('accounting.account'),
      render: ({ account }) => <span className="code">{account}</span>,
    },
    { key: 'label', title: t('accounting.label'), render: ({ label }) => <Words text={label} /> },
    side('debit'),
    side('credit'),
  ]
}

function useEntries(currency: string): Column<JournalEntry>[] {
  const { t } = useTranslation()
  return [
    { key: 'on', title: t('accounting.day'), render: ({ on }) => <Day day={on} /> },
    { key: 'label', title: t('accounting.label'), render: ({ label }) => <Words text={label} /> },
    {
      key: 'customer',
      title: t('billing.customer'),
      newLine: true,
      render: ({ customer }) => (customer ? <Words text={customer.name} /> : '—'),
    },
    {
      key: 'accounts',
      title: t('accounting.accounts'),
      desktopOnly: true,
      render: ({ lines }) => <span className="code">{lines.map(({ account }) => account).join(' · ')}</span>,
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      end: true,
      render: ({ lines }) => <Money amount={lines.reduce((sum, { debit }) => sum + debit, 0)} currency={currency} />,
    },
  ]
}
