import { DownloadOutlined, EditOutlined, FlagOutlined, SlidersOutlined, TagOutlined } from '@ant-design/icons'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { useRecord } from '@/ui/useRecord'
import { AdjustDialog } from './AdjustDialog'
import { Ledger } from './Ledger'
import { MinimumDialog } from './MinimumDialog'
import { ProductDetails } from './ProductDetails'
import { ProductForm } from './ProductForm'
import { ReceiveForm } from './ReceiveForm'
import { ReservationsPanel } from './ReservationsPanel'
import { SourcesPanel } from './SourcesPanel'

const LocationsPanel = lazy(async () => ({ default: (await import('@/features/store/LocationsPanel')).LocationsPanel }))
const LayersPanel = lazy(async () => ({ default: (await import('./LayersPanel')).LayersPanel }))

const NumbersPanel = lazy(async () => ({ default: (await import('@/features/numbers/NumbersPanel')).NumbersPanel }))

type Opened = 'update' | 'receive' | 'adjust' | 'set_minimum'

const ACTIONS: [Opened, ReactNode][] = [
  ['update', <EditOutlined key="u" />],
  ['set_minimum', <FlagOutlined key="m" />],
  ['adjust', <SlidersOutlined key="a" />],
  ['receive', <DownloadOutlined key="r" />],
]

export function ProductPage() {
  const { id } = useParams({ from: '/app/products/$id' })
  return (
    <RecordGate query={useRecord<Product>('/products', id)}>
      {(product) => <ProductView key={id} product={product} />}
    </RecordGate>
  )
}

const labelsOf = ({ id, name, sku }: Product) => ({
  to: '/store/$' as const,
  params: { _splat: 'labels' },
  search: { kind: 'article', code: id, title: name, detail: sku } as never,
})

function ProductView({ product }: { product: Product }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  return (
    <>
      <PageHeader
        title={product.name}
        beside={
          <>
            <span className="code muted">{product.sku}</span>
            {product.archived && <Tag tone="amber">{t('customers.archived')}</Tag>}
          </>
        }
        actions={[
          <Button key="labels" icon={<TagOutlined />} onClick={() => navigate(labelsOf(product))}>
            {t('labels.print')}
          </Button>,
          ...ACTIONS.filter(([action]) => product.actions.includes(action)).map(([action, icon]) => (
            <Button
              key={action}
              icon={icon}
              type={action === 'receive' ? 'primary' : 'default'}
              onClick={() => setOpened(action)}
            >
              {t(`inventory.action.${action}`)}
            </Button>
          )),
        ]}
      />
      <div className="record-columns">
        <div className="stack">
          {product.tracked ? <Ledger product={product} /> : <p className="note">{t('inventory.untrackedText')}</p>}
          {product.tracked && <ReservationsPanel product={product} />}
          <Suspense fallback={null}>{product.tracked && <LocationsPanel product={product} />}</Suspense>
          <Suspense fallback={null}>
            {product.tracked && product.numbering !== 'none' && <NumbersPanel product={product} />}
          </Suspense>
          <Suspense fallback={null}>{product.tracked && <LayersPanel product={product} />}</Suspense>
          <SourcesPanel product={product} />
          <Changes entity="product" id={product.id} />
        </div>
        <ProductDetails product={product} />
      </div>
      {opened === 'update' && <ProductForm product={product} onClose={close} />}
      {opened === 'receive' && <ReceiveForm product={product} onClose={close} />}
      {opened === 'adjust' && <AdjustDialog product={product} onClose={close} />}
      {opened === 'set_minimum' && <MinimumDialog product={product} onClose={close} />}
    </>
  )
}
