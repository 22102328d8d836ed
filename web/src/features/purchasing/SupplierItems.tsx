import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Supplier, SupplierItem } from '@/api/types'
import { useSiteId } from '@/app/site'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { useAll } from '@/ui/useAll'
import { removeItem } from './commands'
import { type Article, ItemDialog } from './ItemDialog'

type Row = SupplierItem & { id: string }

/** What the supplier sells, with its number, pack and last price. */
export function SupplierItems({ supplier }: { supplier: Supplier }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const site = useSiteId()
  const [edited, setEdited] = useState<Article | null>(null)
  const may = supplier.actions.includes('update')
  const query = useAll<SupplierItem>('/supplier-items', { supplier: supplier.id })
  const rows = query.data?.map((item): Row => ({ ...item, id: item.product_id }))
  const remove = (row: Row) =>
    removeItem(supplier.id, row.product_id).then(
      () => client.invalidateQueries({ queryKey: ['supplier-items'] }),
      (refusal: unknown) => message.error(errorText(refusal)),
    )
  const columns: Column<Row>[] = [
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi> <span className="code">{row.sku}</span>{' '}
          {row.preferred && <Tag tone="teal">{t('purchasing.preferred')}</Tag>}
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
    {
      key: 'change',
      title: '',
      end: true,
      render: (row) =>
        may && (
          <>
            <Button
              type="text"
              icon={<EditOutlined />}
              aria-label={`${t('common.edit')} ${row.name}`}
              onClick={() => setEdited({ id: row.product_id, name: row.name, unit: row.unit, item: row })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('inventory.removeLine', { name: row.name })}
              onClick={() => remove(row)}
            />
          </>
        ),
    },
  ]
  return (
    <>
      <RowsPanel<Row>
        title={t('purchasing.items')}
        query={{ ...query, data: rows }}
        columns={columns}
        filters={
          may && (
            <ProductSearch
              site={site}
              autoFocus={false}
              onPick={({ id, name, unit }) => setEdited({ id, name, unit })}
            />
          )
        }
        empty={<p className="panel-body muted">{t('purchasing.noItems')}</p>}
      />
      {edited && <ItemDialog supplier={supplier} article={edited} onClose={() => setEdited(null)} />}
    </>
  )
}
