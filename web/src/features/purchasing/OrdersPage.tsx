import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrderRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { StateChips } from '@/ui/StateChips'
import { useUrlState } from '@/ui/useUrlState'
import { NewOrderForm } from './NewOrderForm'
import { useOrderColumns } from './orderColumns'
import './purchasing.css'

const STATES = ['draft', 'sent', 'partly_received', 'received', 'billed', 'closed', 'cancelled'] as const

export function OrdersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('purchase.write')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('purchasing.newOrder')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.purchaseOrders')} actions={create} />
      <DataTable<PurchaseOrderRow>
        path="/purchase-orders"
        query={{ site, state: url.state }}
        columns={useOrderColumns()}
        href={(row) => `/purchase-orders/${row.id}`}
        filters={<StateChips states={STATES} names="state.purchase" />}
        empty={<EmptyState title={t('purchasing.noOrders')} action={create} />}
      />
      {url.new && may && (
        <NewOrderForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={(id) => navigate({ to: '/purchase-orders/$id', params: { id } })}
        />
      )}
    </>
  )
}
