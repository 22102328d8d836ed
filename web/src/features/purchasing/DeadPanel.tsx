import { useTranslation } from 'react-i18next'
import type { DeadRow } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Time } from '@/ui/Time'
import { useAll } from '@/ui/useAll'

type Row = DeadRow & { id: string }

/** What lies there and did not move for half a year. */
export function DeadPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const currency = useSite()?.currency
  const query = useAll<DeadRow>('/stock/dead', { site })
  const rows = query.data?.map((row): Row => ({ ...row, id: row.product_id }))
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
      query={{ ...query, data: rows }}
      columns={columns}
      href={(row) => `/products/${row.product_id}`}
      empty={<p className="panel-body muted">{t('parts.nothingDead')}</p>}
    />
  )
}
