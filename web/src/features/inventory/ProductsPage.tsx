import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ProductRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { useProductColumns } from './columns'
import { ProductForm } from './ProductForm'
import { ReceiveForm } from './ReceiveForm'

const STOCK = ['low', 'out', 'negative'] as const

export function ProductsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const mayWrite = useMay('product.write')
  const mayReceive = useMay('stock.receive')
  const create = mayWrite && (
    <Button icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('inventory.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.products')} actions={<Actions create={create} />} />
      <DataTable<ProductRow>
        path="/products"
        query={{ site, stock: url.stock, category: url.category }}
        columns={useProductColumns()}
        href={(row) => `/products/${row.id}`}
        search={t('inventory.search')}
        filters={<StockFilter />}
        empty={
          url.stock ? (
            <EmptyState title={t('inventory.noneSuch')} />
          ) : (
            <EmptyState title={t('inventory.empty')} text={t('inventory.emptyText')} action={create} />
          )
        }
      />
      {url.new && mayWrite && (
        <ProductForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={({ id }) => navigate({ to: '/products/$id', params: { id } })}
        />
      )}
      {url.receive && mayReceive && <ReceiveForm onClose={() => setUrl({ receive: undefined })} />}
    </>
  )
}

function Actions({ create }: { create: React.ReactNode }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [, setUrl] = useUrlState()
  const mayImport = useMay('product.import')
  const mayReceive = useMay('stock.receive')
  return (
    <>
      {mayImport && (
        <Button
          icon={<UploadOutlined />}
          onClick={() => navigate({ to: '/imports/$kind', params: { kind: 'products' } })}
        >
          {t('imports.go')}
        </Button>
      )}
      {create}
      {mayReceive && (
        <Button type="primary" icon={<DownloadOutlined />} onClick={() => setUrl({ receive: '1' })}>
          {t('inventory.receive')}
        </Button>
      )}
    </>
  )
}

function StockFilter() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <Chips
      label={t('inventory.stock')}
      value={url.stock ?? 'all'}
      options={[
        { value: 'all', label: t('common.all') },
        ...STOCK.map((value) => ({ value, label: t(`inventory.stockState.${value}`) })),
      ]}
      onChange={(next) => setUrl({ stock: next === 'all' ? undefined : next })}
    />
  )
}
