import { FileTextOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrderRow } from '@/api/types'
import { useSiteId } from '@/app/site'
import { PageHeader } from '@/ui/PageHeader'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { DeadPanel } from './DeadPanel'
import { useOrderColumns } from './orderColumns'
import { ReorderPanel } from './ReorderPanel'
import { ShortPanel } from './ShortPanel'
import './purchasing.css'

const StorePanels = lazy(async () => ({ default: (await import('@/features/store/StorePages')).DeskPanels }))

/** The morning list of who looks after the parts: what is short, what to order, what comes, what is not sent. */
export function PartsDeskPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const columns = useOrderColumns()
  const orders = (state: string, title: string, empty: string) => (
    <RelatedPanel<PurchaseOrderRow>
      title={title}
      path="/purchase-orders"
      query={{ site, state }}
      columns={columns}
      href={(row) => `/purchase-orders/${row.id}`}
      empty={empty}
    />
  )
  return (
    <>
      <PageHeader title={t('nav.parts')} actions={<Papers />} />
      <div className="stack">
        <ShortPanel />
        <ReorderPanel />
        {orders('draft', t('parts.drafts'), t('parts.noDrafts'))}
        {orders('sent,partly_received', t('parts.coming'), t('parts.nothingComes'))}
        <Suspense>
          <StorePanels site={site} />
        </Suspense>
        <DeadPanel />
      </div>
    </>
  )
}

function Papers() {
  const { t } = useTranslation()
  return (
    <Link to="/store/$" params={{ _splat: 'invoices' }}>
      <Button icon={<FileTextOutlined />}>{t('store.papers')}</Button>
    </Link>
  )
}
