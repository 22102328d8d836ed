import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DeadRow, Page } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Time } from '@/ui/Time'

type Row = DeadRow & { id: string }

/** What lies there and did not move for half a year. */
export function DeadPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const currency = useSite()?.currency
  const query = useQuery({
    queryKey: ['stock/dead', site],
    queryFn: async ({ signal }) => {
      const page = await api.get<Page<DeadRow>>('/stock/dead', { query: { site, limit: 50 }, signal })
      return page.items.map((row): Row => ({ ...row, id: row.product_id }))
    },
  })
  const columns: Column<Row>[] = [
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi> <span className="code">{row.sku}</span>
        </span>
      ),
    },
    {
      key: 'onHand',
      title: t('inventory.onHand'),
      end: true,
      render: (row) => <Quantity value={row.on_hand} unit={row.unit} />,
    },
    {
      key: 'cost',
      title: t('parts.stockCost'),
      end: true,
      render: (row) =>
        row.stock_cost === null || !currency ? '—' : <Money amount={row.stock_cost} currency={currency} />,
    },
    {
      key: 'moved',
      title: t('parts.lastMoved'),
      named: true,
      render: (row) => (row.last_moved_at ? <Time at={row.last_moved_at} /> : '—'),
    },
  ]
  return (
    <RowsPanel<Row>
      title={t('parts.dead')}
      query={query}
      columns={columns}
      href={(row) => `/products/${row.product_id}`}
      empty={<p className="panel-body muted">{t('parts.nothingDead')}</p>}
    />
  )
}
