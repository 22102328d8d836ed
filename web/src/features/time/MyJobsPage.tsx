import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, WorkOrderRow } from '@/api/types'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { PromiseTime } from '@/features/workshop/PromiseTime'
import { useWorkOrder } from '@/features/workshop/queries'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { StatusTag } from '@/ui/StatusTag'
import { Words } from '@/ui/Words'
import '@/features/workshop/workshop.css'
import { ClockPanel } from './ClockPanel'
import { JobClock } from './JobClock'
import { useMyTime } from './queries'
import './time.css'

const OrderNotes = lazy(async () => ({
  default: (await import('@/features/workshop/floor/OrderNotes')).OrderNotes,
}))

const OrderParts = lazy(async () => ({
  default: (await import('@/features/issues/OrderParts')).OrderParts,
}))

/** A technician's day: the clock, and the orders that are theirs, in the order in which they were promised. */
export function MyJobsPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const orders = useMyOrders(site)
  const running = useMyTime(site).data?.job?.work_order_id
  const [opened, setOpened] = useState<Id | null>(null)
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="my-jobs">
      <PageHeader title={t('nav.myJobs')} />
      <ClockPanel site={site} />
      {orders.error && <ProblemAlert error={orders.error} onRetry={() => orders.refetch()} />}
      {orders.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {orders.data && rows.length === 0 && (
        <section className="panel">
          <EmptyState
            title={t('time.noJobs')}
            text={t('time.noJobsText')}
            action={<Link to="/board">{t('nav.board')}</Link>}
          />
        </section>
      )}
      {rows.map((row) => (
        <OrderCard
          key={row.id}
          row={row}
          isOpen={row.id === (opened ?? running ?? rows[0]?.id)}
          onOpen={() => setOpened(row.id)}
        />
      ))}
      {orders.hasNextPage && (
        <Button block size="large" loading={orders.isFetchingNextPage} onClick={() => orders.fetchNextPage()}>
          {t('table.more')}
        </Button>
      )}
    </div>
  )
}

function useMyOrders(site: Id) {
  const me = useMe()
  const query = {
    site,
    technician: me?.id,
    state: 'approved,in_progress,on_hold,quality_check,estimate',
    sort: 'promised_at',
    limit: 20,
  }
  return useInfiniteQuery({
    queryKey: ['work-orders', 'list', 'mine', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<WorkOrderRow>>('/work-orders', { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: site !== '' && me !== null,
  })
}

interface CardProps {
  row: WorkOrderRow
  isOpen: boolean
  onOpen: () => void
}

function OrderCard({ row, isOpen, onOpen }: CardProps) {
  const { t } = useTranslation()
  return (
    <section className="panel my-order" aria-label={row.number}>
      <button type="button" className="my-order-head" aria-expanded={isOpen} onClick={onOpen}>
        {row.vehicle && <Plate text={row.vehicle.plate} />}
        <StatusTag kind="workOrder" state={row.state} />
        {row.key_tag && <span className="job-key">{t('time.keyTag', { tag: row.key_tag })}</span>}
        <strong className="grow">
          <Words text={row.title} />
        </strong>
        <PromiseTime at={row.promised_at} state={row.state} parts={row.parts_expected_on} />
      </button>
      {isOpen && <OrderJobs id={row.id} />}
    </section>
  )
}

/** The order's words and jobs, each with its clock. */
function OrderJobs({ id }: { id: Id }) {
  const { t } = useTranslation()
  const query = useWorkOrder(id)
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <Skeleton active className="panel-body" paragraph={{ rows: 2 }} />
  const order = query.data
  const jobs = order.jobs.filter(({ authorisation }) => authorisation.state !== 'declined')
  return (
    <div className="panel-body stack">
      <p className="muted">
        « <bdi>{order.concern}</bdi> »
      </p>
      {jobs.map((job) => (
        <div key={job.id} className="my-job">
          <strong>
            <bdi>{job.title}</bdi>
          </strong>
          {job.authorisation.state !== 'approved' && <StatusTag kind="authorisation" state={job.authorisation.state} />}
          <JobClock order={order} job={job} />
        </div>
      ))}
      <Suspense fallback={null}>
        <OrderParts order={order} />
        <OrderNotes order={id} site={order.site_id} />
      </Suspense>
      <Link to="/work-orders/$id" params={{ id }}>
        {t('time.openOrder')}
      </Link>
    </div>
  )
}
