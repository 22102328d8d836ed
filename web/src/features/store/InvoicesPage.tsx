import { useTranslation } from 'react-i18next'
import type { SupplierInvoiceRow, UnbilledLine } from '@/api/types'
import { useSiteId } from '@/app/site'
import { Quantity } from '@/ui/Quantity'
import { RelatedPanel } from '@/ui/RelatedPanel'
import type { Column } from '@/ui/RowCards'
import { useInvoiceColumns } from './invoiceColumns'
import { NewInvoiceForm } from './NewInvoiceForm'
import { PapersPage } from './PapersPage'

const STATES = ['differs', 'billed', 'cancelled'] as const

/** What suppliers billed, what of it differs, and what came and is not billed. */
export function InvoicesPage() {
  const { t } = useTranslation()
  return (
    <PapersPage<SupplierInvoiceRow>
      place="invoices"
      path="/supplier-invoices"
      columns={useInvoiceColumns()}
      states={STATES}
      kind="invoice"
      needs="purchase.invoice"
      add={t('store.newInvoice')}
      none={t('store.noInvoices')}
      after={<UnbilledPanel site={useSiteId()} />}
      form={(close, saved) => <NewInvoiceForm onClose={close} onSaved={saved} />}
    />
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
