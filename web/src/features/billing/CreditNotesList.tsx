import { useTranslation } from 'react-i18next'
import type { CreditNoteRow } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Day } from '@/ui/Time'
import { Words } from '@/ui/Words'

/** Credit notes, the newest first; a row leads to its invoice. */
export function CreditNotesList({ customer }: { customer?: string }) {
  const { t } = useTranslation()
  const site = useListSite()
  return (
    <DataTable<CreditNoteRow>
      path="/credit-notes"
      query={{ site, customer }}
      columns={[...useColumns(), ...useSiteColumn<CreditNoteRow>()]}
      href={({ invoice }) => `/invoices/${invoice.id}`}
      empty={<EmptyState title={t('credit.noneYet')} text={t('credit.noneYetText')} />}
    />
  )
}

function useColumns(): Column<CreditNoteRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('billing.number'), render: ({ number }) => <strong className="code">{number}</strong> },
    {
      key: 'invoice',
      title: t('credit.invoice'),
      named: true,
      render: ({ invoice }) => <span className="code">{invoice.number}</span>,
    },
    {
      key: 'customer',
      title: t('billing.customer'),
      newLine: true,
      render: ({ customer }) => <Words text={customer.name} />,
    },
    { key: 'reason', title: t('billing.refundReason'), desktopOnly: true, render: ({ reason }) => <bdi>{reason}</bdi> },
    { key: 'on', title: t('billing.issuedOn'), render: ({ issued_on }) => <Day day={issued_on} /> },
    {
      key: 'total',
      title: t('credit.total'),
      end: true,
      render: ({ total, currency }) => (
        <strong>
          <Money amount={total} currency={currency} />
        </strong>
      ),
    },
  ]
}
