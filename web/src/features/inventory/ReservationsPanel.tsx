import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Page, Product, Reservation } from '@/api/types'
import { useSiteId } from '@/app/site'
import { PartsLight } from '@/ui/PartsLight'
import { Plate } from '@/ui/Plate'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Time } from '@/ui/Time'

type Row = Reservation & { id: string }

/** Who has what is reserved of an article, and who waits for it; the earliest promise first. */
export function ReservationsPanel({ product }: { product: Product }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const query = useQuery({
    queryKey: ['reservations', product.id, site],
    queryFn: async ({ signal }) => {
      const asked = { query: { product: product.id, site, limit: 100 }, signal }
      const page = await api.get<Page<Reservation>>('/reservations', asked)
      return page.items.map((row): Row => ({ ...row, id: row.line_id }))
    },
  })
  return (
    <RowsPanel<Row>
      title={t('inventory.reservations')}
      query={query}
      columns={useReservationColumns()}
      href={(row) => `/work-orders/${row.work_order_id}`}
      empty={<p className="panel-body muted">{t('inventory.noReservations')}</p>}
    />
  )
}

function useReservationColumns(): Column<Row>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'order',
      title: t('parts.workOrder'),
      render: (row) => (
        <span>
          <Link to="/work-orders/$id" params={{ id: row.work_order_id }} className="code">
            {row.order_number}
          </Link>{' '}
          <Plate text={row.vehicle_plate} />
        </span>
      ),
    },
    { key: 'job', title: t('parts.job'), desktopOnly: true, render: (row) => <bdi>{row.job_title}</bdi> },
    {
      key: 'promised',
      title: t('parts.promised'),
      render: (row) => (row.promised_at ? <Time at={row.promised_at} soon /> : '—'),
    },
    {
      key: 'reserved',
      title: t('inventory.reserved'),
      end: true,
      render: (row) => (
        <>
          <Quantity value={row.reserved} /> / <Quantity value={row.wanted} unit={row.unit} />
        </>
      ),
    },
    { key: 'light', title: t('parts.state'), render: (row) => <PartsLight light={row.light} /> },
  ]
}
