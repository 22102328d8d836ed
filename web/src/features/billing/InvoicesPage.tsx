import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { useInvoiceColumns } from './columns'

const STATES = ['draft', 'issued', 'part_paid', 'paid', 'overdue'] as const

export function InvoicesPage() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const overdue = url.state === 'overdue'
  return (
    <>
      <PageHeader title={t('nav.invoices')} />
      <DataTable<InvoiceRow>
        path="/invoices"
        query={{
          site,
          state: overdue ? undefined : url.state,
          overdue: overdue || undefined,
          customer: url.customer,
          work_order: url.work_order,
        }}
        columns={[...useInvoiceColumns(), ...useSiteColumn<InvoiceRow>()]}
        href={(row) => `/invoices/${row.id}`}
        search={t('billing.search')}
        filters={
          <Chips
            label={t('billing.state')}
            value={url.state ?? 'all'}
            options={[
              { value: 'all', label: t('billing.all') },
              ...STATES.map((value) => ({ value, label: t(`billing.states.${value}`) })),
            ]}
            onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
          />
        }
        empty={
          url.state ? (
            <EmptyState title={t('billing.noneSuch')} />
          ) : (
            <EmptyState title={t('billing.empty')} text={t('billing.emptyText')} />
          )
        }
      />
    </>
  )
}
