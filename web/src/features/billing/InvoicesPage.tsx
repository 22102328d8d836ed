import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { CreditNotesList } from './CreditNotesList'
import { useInvoiceColumns } from './columns'

const STATES = ['draft', 'issued', 'part_paid', 'paid', 'overdue'] as const

const KINDS = [
  'invoices',
  'together',
  'credits',
  'owed',
  'dunning',
  'cheques',
  'online',
  'einvoices',
  'drawer',
  'figures',
  'accounting',
] as const

const AccountingPanel = lazy(async () => ({
  default: (await import('@/features/accounting/AccountingPanel')).AccountingPanel,
}))
const AlertsBar = lazy(async () => ({ default: (await import('@/features/alerts/AlertsBar')).AlertsBar }))
const FiguresPanel = lazy(async () => ({ default: (await import('./FiguresPanel')).FiguresPanel }))
const ChequesPanel = lazy(async () => ({ default: (await import('./ChequesPanel')).ChequesPanel }))
const DrawerPanel = lazy(async () => ({ default: (await import('./DrawerPanel')).DrawerPanel }))
const CheckoutsList = lazy(async () => ({ default: (await import('./online/CheckoutsList')).CheckoutsList }))
const EInvoicesPanel = lazy(async () => ({
  default: (await import('@/features/einvoices/EInvoicesPanel')).EInvoicesPanel,
}))
const DunningPanel = lazy(async () => ({
  default: (await import('@/features/dunning/DunningPanel')).DunningPanel,
}))
const TogetherPanel = lazy(async () => ({ default: (await import('./TogetherPanel')).TogetherPanel }))
const ReceivablesPanel = lazy(async () => ({ default: (await import('./ReceivablesPanel')).ReceivablesPanel }))

export function InvoicesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const mayTake = useMay('payment.take')
  const mayAccount = useMay('accounting.read')
  const kinds = KINDS.filter((kind) => (kind !== 'drawer' || mayTake) && (kind !== 'accounting' || mayAccount))
  return (
    <>
      <PageHeader
        title={t('nav.invoices')}
        beside={
          <Chips
            label={t('nav.invoices')}
            value={url.kind ?? 'invoices'}
            options={kinds.map((value) => ({
              value,
              label: value === 'online' ? t('online.title') : t(`credit.kinds.${value}`),
            }))}
            onChange={(kind) => setUrl({ kind: kind === 'invoices' ? undefined : kind })}
          />
        }
      />
      <Suspense fallback={null}>
        <AlertsBar />
      </Suspense>
      {url.kind === 'credits' && <CreditNotesList customer={url.customer} />}
      <Suspense fallback={<Skeleton active />}>
        {url.kind === 'together' && <TogetherPanel />}
        {url.kind === 'owed' && <ReceivablesPanel />}
        {url.kind === 'dunning' && <DunningPanel />}
        {url.kind === 'cheques' && <ChequesPanel />}
        {url.kind === 'online' && <CheckoutsList />}
        {url.kind === 'einvoices' && <EInvoicesPanel />}
        {url.kind === 'drawer' && <DrawerPanel />}
        {url.kind === 'figures' && <FiguresPanel />}
        {url.kind === 'accounting' && <AccountingPanel />}
      </Suspense>
      {!url.kind && <Invoices />}
    </>
  )
}

function Invoices() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const overdue = url.state === 'overdue'
  return (
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
  )
}
