import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SupplierReturnRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { LeftoversPanel } from './LeftoversPanel'
import { NewReturnForm } from './NewReturnForm'
import { useReturnColumns } from './returnColumns'
import { StoreTabs } from './StoreTabs'

const STATES = ['draft', 'shipped', 'credited', 'cancelled'] as const

/** What goes back to suppliers, and for how long its credit is awaited. */
export function ReturnsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('purchase.write')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('store.newReturn')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('store.place.returns')} beside={<StoreTabs now="returns" />} actions={create} />
      <div className="stack">
        <LeftoversPanel site={site} />
        <DataTable<SupplierReturnRow>
          path="/supplier-returns"
          query={{ site, state: url.state }}
          columns={useReturnColumns()}
          href={(row) => `/store/returns/${row.id}`}
          filters={
            <Chips
              label={t('parts.state')}
              value={url.state ?? 'all'}
              options={[
                { value: 'all', label: t('common.all') },
                ...STATES.map((value) => ({ value, label: t(`store.state.return.${value}`) })),
              ]}
              onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
            />
          }
          empty={<EmptyState title={t('store.noReturns')} action={create} />}
        />
      </div>
      {url.new && may && (
        <NewReturnForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={(id) => navigate({ to: '/store/$', params: { _splat: `returns/${id}` } })}
        />
      )}
    </>
  )
}
