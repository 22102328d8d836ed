import { useParams } from '@tanstack/react-router'
import { App, Skeleton } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { WorkOrder } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { CustomerBanner } from '@/ui/CustomerBanner'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { AddJob } from './AddJob'
import { HistoryPanel } from './HistoryPanel'
import { InvoicesPanel } from './InvoicesPanel'
import { JobCard } from './JobCard'
import { NotesPanel } from './NotesPanel'
import { OrderHeader } from './OrderHeader'
import { useChangeOrder, useWorkOrder } from './queries'
import { TotalsPanel } from './TotalsPanel'
import './workshop.css'
import './order.css'

const OrderInspections = lazy(async () => ({
  default: (await import('@/features/inspections/OrderInspections')).OrderInspections,
}))
const OrderIntake = lazy(async () => ({ default: (await import('@/features/intake/OrderIntake')).OrderIntake }))

const OrderEstimates = lazy(async () => ({
  default: (await import('@/features/estimates/OrderEstimates')).OrderEstimates,
}))

const OrderDeposits = lazy(async () => ({
  default: (await import('@/features/billing/OrderDeposits')).OrderDeposits,
}))

const OrderExemption = lazy(async () => ({
  default: (await import('@/features/exemptions/OrderExemption')).OrderExemption,
}))

const OrderFloor = lazy(async () => ({ default: (await import('./floor/OrderFloor')).OrderFloor }))

const DeferredPanel = lazy(async () => ({ default: (await import('./DeferredPanel')).DeferredPanel }))

const AddCannedJob = lazy(async () => ({
  default: (await import('@/features/pricing/order')).AddCannedJob,
}))

const OrderPrices = lazy(async () => ({
  default: (await import('@/features/pricing/order')).OrderPrices,
}))

/** Makes a change of the order on screen; a refusal is said, and answered with false. */
export type Change = (request: (order: WorkOrder | undefined) => Promise<WorkOrder | undefined>) => Promise<boolean>

export function WorkOrderPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useWorkOrder(id)
  const order = query.data
  const { message } = App.useApp()
  const mutation = useChangeOrder(id)
  const { mutateAsync } = mutation
  const change: Change = useCallback(
    (request) =>
      mutateAsync(request).then(
        () => true,
        (error: unknown) => {
          message.error(errorText(error))
          query.refetch()
          return false
        },
      ),
    [mutateAsync, message, query.refetch],
  )
  if (query.error && !order) return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
  if (!order) return <Skeleton active paragraph={{ rows: 10 }} />
  const visit = order.vehicle && order.state !== 'quote'
  return (
    <div className="stack" aria-busy={mutation.isPending}>
      <OrderHeader order={order} change={change} mutation={mutation} />
      {order.customer.id && <CustomerBanner id={order.customer.id} />}
      <div className="two-columns">
        <div className="stack">
          {order.jobs.map((job) => (
            <JobCard key={job.id} order={order} job={job} change={change} mutation={mutation} />
          ))}
          {order.actions.includes('add_job') && <AddJob order={order} change={change} />}
          {order.actions.includes('add_job') && (
            <Suspense fallback={null}>
              <AddCannedJob order={order} change={change} />
            </Suspense>
          )}
          {order.jobs.length === 0 && !order.actions.includes('add_job') && (
            <p className="muted">{t('workshop.noJobs')}</p>
          )}
        </div>
        <div className="stack aside">
          <Suspense fallback={null}>
            <DeferredPanel vehicle={order.vehicle?.id} order={order} change={change} />
          </Suspense>
          <Suspense fallback={null}>
            {visit && <OrderIntake order={order} />}
            <OrderFloor order={order} />
            {visit && <OrderInspections order={order.id} />}
            <OrderEstimates order={order} />
          </Suspense>
          <Suspense fallback={null}>
            <OrderPrices order={order} change={change} />
            <OrderExemption order={order} />
          </Suspense>
          <TotalsPanel totals={order.totals} />
          <Suspense fallback={null}>{order.state !== 'quote' && <OrderDeposits order={order} />}</Suspense>
          <InvoicesPanel order={order} />
          <NotesPanel order={order} change={change} />
          <HistoryPanel id={id} />
          <Changes entity="work_order" id={id} />
        </div>
      </div>
    </div>
  )
}
