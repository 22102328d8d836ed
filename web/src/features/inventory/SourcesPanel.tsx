import { useTranslation } from 'react-i18next'
import type { Product, SupplierItem } from '@/api/types'
import { useMay } from '@/app/permission'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { useAll } from '@/ui/useAll'

type Row = SupplierItem & { id: string }

/** Who sells an article, in what packs and at what price. */
export function SourcesPanel({ product }: { product: Product }) {
  const may = useMay('purchase.read')
  return may ? <Sources product={product} /> : null
}

function Sources({ product }: { product: Product }) {
  const { t } = useTranslation()
  const query = useAll<SupplierItem>('/supplier-items', { product: product.id })
  const rows = query.data?.map((item): Row => ({ ...item, id: item.supplier_id }))
  const columns: Column<Row>[] = [
    {
      key: 'supplier',
      title: t('purchasing.supplier'),
      render: (row) => (
        <span>
          <bdi>{row.supplier_name}</bdi> {row.preferred && <Tag tone="teal">{t('purchasing.preferred')}</Tag>}
        </span>
      ),
    },
    {
      key: 'article',
      title: t('purchasing.articleNumber'),
      render: (row) => <span className="code">{row.article_number ?? '—'}</span>,
    },
    {
      key: 'pack',
      title: t('purchasing.packSize'),
      end: true,
      render: (row) => <Quantity value={row.pack_size} unit={row.unit} />,
    },
    {
      key: 'price',
      title: t('purchasing.packCost'),
      end: true,
      render: (row) => (row.pack_cost === null ? '—' : <Money amount={row.pack_cost} currency={row.currency} />),
    },
  ]
  return (
    <RowsPanel<Row>
      title={t('purchasing.soldBy')}
      query={{ ...query, data: rows }}
      columns={columns}
      href={(row) => `/suppliers/${row.supplier_id}`}
      empty={<p className="panel-body muted">{t('purchasing.soldByNobody')}</p>}
    />
  )
}
