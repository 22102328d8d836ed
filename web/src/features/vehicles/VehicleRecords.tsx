import { PrinterOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { OdometerUnit, Page, Vehicle, VehicleVisit, WorkOrderRow } from '@/api/types'
import { useMe } from '@/app/session'
import { Money } from '@/ui/Money'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { Tag } from '@/ui/StatusTag'
import { Day, Time } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { Distance } from './Distance'
import { useOrderColumns } from './orderColumns'
import './vehicles.css'

export function OrdersOf({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  return (
    <RelatedPanel<WorkOrderRow>
      title={t('nav.workOrders')}
      path="/work-orders"
      query={{ vehicle: vehicle.id }}
      href={(row) => `/work-orders/${row.id}`}
      empty={t('vehicles.noOrders')}
      columns={useOrderColumns(false)}
    />
  )
}

/** What was done to it before, newest first. */
export function VisitsOf({ vehicle, onPrint }: { vehicle: Vehicle; onPrint: () => void }) {
  const { t } = useTranslation()
  const path = `/vehicles/${vehicle.id}/history`
  const visits = useInfiniteQuery({
    queryKey: ['vehicles', 'history', vehicle.id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<VehicleVisit>>(path, { query: { after: pageParam, limit: 10 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = visits.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('vehicles.visits')}</h2>
        <Button icon={<PrinterOutlined />} onClick={onPrint}>
          {t('vehicles.pack.print')}
        </Button>
      </header>
      <div className="panel-body">
        {visits.error && <ProblemAlert error={visits.error} onRetry={() => visits.refetch()} />}
        {visits.isSuccess && rows.length === 0 && <p className="muted">{t('vehicles.noVisits')}</p>}
        <ol className="visits">
          {rows.map((visit) => (
            <Visit key={visit.id} visit={visit} unit={vehicle.odometer_unit} />
          ))}
        </ol>
        {visits.hasNextPage && (
          <Button size="small" loading={visits.isFetchingNextPage} onClick={() => visits.fetchNextPage()}>
            {t('table.more')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Visit({ visit, unit }: { visit: VehicleVisit; unit: OdometerUnit }) {
  const site = useMe()?.sites.find(({ id }) => id === visit.site_id)?.name
  const place = visit.garage ?? site
  return (
    <li className={visit.is_earlier ? 'visit earlier' : 'visit'}>
      <div className="row wrap">
        <strong>
          {visit.is_earlier ? <Day day={visit.completed_at.slice(0, 10)} /> : <Time at={visit.completed_at} />}
        </strong>
        {visit.odometer_km !== null && <Distance kept={visit.odometer_km} unit={unit} />}
        <span className="grow" />
        {place && <Words text={place} className="muted" />}
        <VisitNumber visit={visit} />
      </div>
      <p>
        <Words text={visit.summary} />
      </p>
      {visit.is_earlier && <EarlierMark visit={visit} />}
    </li>
  )
}

/** Of a document of an earlier system there is nothing to open. */
function VisitNumber({ visit }: { visit: VehicleVisit }) {
  if (!visit.work_order_id) return visit.number && <span className="code">{visit.number}</span>
  return (
    <Link to="/work-orders/$id" params={{ id: visit.work_order_id }} className="code">
      {visit.number}
    </Link>
  )
}

function EarlierMark({ visit }: { visit: VehicleVisit }) {
  const { t } = useTranslation()
  return (
    <div className="row wrap">
      <Tag tone="grey">{t('vehicles.earlier')}</Tag>
      {visit.total !== null && visit.currency && <Money amount={visit.total} currency={visit.currency} />}
    </div>
  )
}
