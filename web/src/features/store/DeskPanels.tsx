import { useTranslation } from 'react-i18next'
import type { SupplierInvoiceRow, SupplierReturnRow } from '@/api/types'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { CoresPanel } from './CoresPanel'
import { useInvoiceColumns } from './invoiceColumns'
import { LeftoversPanel } from './LeftoversPanel'
import { useReturnColumns } from './returnColumns'

/** What the morning list says of papers: parts that wait for a decision, invoices that differ, credits that are awaited. */
export function DeskPanels({ site }: { site: string }) {
  const { t } = useTranslation()
  return (
    <>
      <LeftoversPanel site={site} />
      <CoresPanel site={site} />
      <RelatedPanel<SupplierInvoiceRow>
        title={t('parts.unmatched')}
        path="/supplier-invoices"
        query={{ site, state: 'differs' }}
        columns={useInvoiceColumns()}
        href={(row) => `/store/invoices/${row.id}`}
        empty={t('parts.allMatched')}
      />
      <RelatedPanel<SupplierReturnRow>
        title={t('parts.openReturns')}
        path="/supplier-returns"
        query={{ site, state: 'draft,shipped' }}
        columns={useReturnColumns()}
        href={(row) => `/store/returns/${row.id}`}
        empty={t('parts.noOpenReturns')}
      />
    </>
  )
}
