import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkupMatrix } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { PriceActions, PriceFilters, PriceName } from './cells'
import { MatrixDialog } from './MatrixDialog'
import { inputOf, updateMatrix, useMatrices } from './matrices'
import { useChangePrices, useMayConfigure } from './usePrices'
import './matrices.css'

/** What parts sell for by what they cost, in the order in which it is asked; only for who sees costs. */
export function MatricesPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const sees = mayAt(useMe(), site, 'stock.see_cost')
  const may = useMayConfigure()
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<MarkupMatrix | 'new' | null>(null)
  const query = useMatrices(site, archived, sees)
  const columns = useColumns(setOpened)
  if (!sees) return null
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('matrices.new')}
    </Button>
  )
  return (
    <>
      <RowsPanel<MarkupMatrix>
        title={t('matrices.title')}
        action={add}
        query={{ ...query, data: query.data?.items }}
        columns={columns}
        filters={
          <PriceFilters id="archived-matrices" archived={archived} onArchived={setArchived}>
            {t('matrices.order')}
          </PriceFilters>
        }
        empty={<EmptyState title={t('matrices.none')} text={t('matrices.noneText')} />}
      />
      {opened && <MatrixDialog matrix={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useColumns(onEdit: (matrix: MarkupMatrix) => void): Column<MarkupMatrix>[] {
  const { t } = useTranslation()
  const change = useChangePrices()
  return [
    {
      key: 'name',
      title: t('prices.name'),
      render: (row) => (
        <PriceName row={row}>{row.everywhere && <Tag tone="blue">{t('matrices.everywhere')}</Tag>}</PriceName>
      ),
    },
    { key: 'scope', title: t('matrices.scope'), render: (row) => <Scope matrix={row} /> },
    { key: 'basis', title: t('matrices.basisOf'), render: (row) => t(`matrices.basis.${row.basis}`) },
    { key: 'tiers', title: t('matrices.tiers'), render: (row) => <Tiers matrix={row} /> },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => (
        <PriceActions
          row={row}
          onEdit={() => onEdit(row)}
          onTurn={() => change(() => updateMatrix(row, { ...inputOf(row), archived: !row.archived }))}
        />
      ),
    },
  ]
}

function Scope({ matrix: { category, brand, supplier_name } }: { matrix: MarkupMatrix }) {
  const { t } = useTranslation()
  const parts = [category, brand, supplier_name].filter((part) => part !== null)
  if (parts.length === 0) return t('prices.allParts')
  return (
    <span className="row wrap">
      {parts.map((part) => (
        <bdi key={part}>{part}</bdi>
      ))}
    </span>
  )
}

function Tiers({ matrix: { tiers, kind, currency } }: { matrix: MarkupMatrix }) {
  const { t } = useTranslation()
  return (
    <span className="tiers">
      {tiers.map((tier) => (
        <span key={tier.from_cost} className="nowrap">
          <span className="muted">
            ≥ <Money amount={tier.from_cost} currency={currency} />
          </span>{' '}
          <Percent value={tier.rate} />
        </span>
      ))}
      <span className="muted">{t(`matrices.kind.${kind}`)}</span>
    </span>
  )
}
