import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { CostLayer, Page, Product } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Time } from '@/ui/Time'

/** What lies here by what it cost, where the site values first in, first out; nothing for who sees no costs, or without any layer. */
export function LayersPanel({ product }: { product: Product }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const sees = product.stock.some((level) => level.average_cost !== null && (!site || level.site_id === site))
  const query = useQuery({
    queryKey: ['products', 'layers', product.id, site],
    queryFn: async ({ signal }) => {
      const asked = { query: { site, limit: 100 }, signal }
      return (await api.get<Page<CostLayer>>(`/products/${product.id}/layers`, asked)).items
    },
    enabled: sees,
  })
  const columns = useColumns(product.unit)
  if (!query.data?.length) return null
  return <RowsPanel<CostLayer> title={t('inventory.layers')} query={query} columns={columns} empty={null} />
}

function useColumns(unit: string): Column<CostLayer>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency ?? 'TND'
  return [
    { key: 'since', title: t('inventory.layerSince'), render: (row) => <Time at={row.opened_at} /> },
    {
      key: 'left',
      title: t('inventory.layerLeft'),
      end: true,
      render: (row) => (
        <>
          <Quantity value={row.remaining} /> / <Quantity value={row.received} unit={unit} />
        </>
      ),
    },
    {
      key: 'cost',
      title: t('inventory.unitCost'),
      end: true,
      render: (row) => <Money amount={row.unit_cost} currency={currency} />,
    },
  ]
}
