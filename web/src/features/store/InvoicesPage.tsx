import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SupplierInvoiceRow, UnbilledLine } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RelatedPanel } from '@/ui/RelatedPanel'
import type { Column } from '@/ui/RowCards'
import { useUrlState } from '@/ui/useUrlState'
import { useInvoiceColumns } from './invoiceColumns'
import { NewInvoiceForm } from './NewInvoiceForm'
import { StoreTabs } from './StoreTabs'

const STATES = ['differs', 'billed', 'cancelled'] as const

/** What suppliers billed, what of it differs, and what came and is not billed. */
export function InvoicesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('purchase.invoice')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('store.newInvoice')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('store.place.invoices')} beside={<StoreTabs now="invoices" />} actions={create} />
      <div className="stack">
        <DataTable<SupplierInvoiceRow>
          path="/supplier-invoices"
          query={{ site, state: url.state }}
          columns={useInvoiceColumns()}
          href={(row) => `/store/invoices/${row.id}`}
          filters={
            <Chips
              label={t('parts.state')}
              value={url.state ?? 'all'}
              options={[
                { value: 'all', label: t('common.all') },
                ...STATES.map((value) => ({ value, label: t(`store.state.invoice.${value}`) })),
              ]}
              onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
            />
          }
          empty={<EmptyState title={t('store.noInvoices')} action={create} />}
        />
        <UnbilledPanel site={site} />
      </div>
      {url.new && may && (
        <NewInvoiceForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={(id) => navigate({ to: '/store/$', params: { _splat: `invoices/${id}` } })}
        />
      )}
    </>
  )
}

function UnbilledPanel({ site }: { site: string }) {
  const { t } = useTranslation()
  const columns: Column<UnbilledLine>[] = [
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.description}</bdi> <span className="code">{row.article_number ?? row.sku}</span>
        </span>
      ),
    },
    { key: 'supplier', title: t('purchasing.supplier'), render: ({ supplier }) => <bdi>{supplier.name}</bdi> },
    {
      key: 'order',
      title: t('purchasing.number'),
      newLine: true,
      render: ({ order_number }) => <span className="code">{order_number}</span>,
    },
    {
      key: 'unbilled',
      title: t('store.unbilled'),
      end: true,
      render: (row) => <Quantity value={row.unbilled} unit={row.unit} />,
    },
  ]
  return (
    <RelatedPanel<UnbilledLine>
      title={t('store.unbilledTitle')}
      path="/purchase-lines/unbilled"
      query={{ site }}
      columns={columns}
      href={(row) => `/purchase-orders/${row.order_id}`}
      empty={t('store.nothingUnbilled')}
    />
  )
}
