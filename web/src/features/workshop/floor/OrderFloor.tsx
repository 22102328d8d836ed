import { lazy, Suspense } from 'react'
import type { WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { OrderParts } from '@/features/issues/OrderParts'
import { ComebackPanel } from './ComebackPanel'
import { CoveredPanel } from './CoveredPanel'
import { GatePanel } from './GatePanel'
import { KeyLabel } from './KeyLabel'
import { LineWarranties } from './LineWarranties'
import { OrderNotes } from './OrderNotes'
import { PoPanel } from './PoPanel'
import { QualityPanel } from './QualityPanel'
import { ShapePanel } from './ShapePanel'
import { SharesPanel } from './SharesPanel'
import { SignedPanel } from './SignedPanel'
import { SubletPanel } from './SubletPanel'
import './floor.css'

const ThreadPanel = lazy(async () => ({ default: (await import('@/features/thread/ThreadPanel')).ThreadPanel }))
const FittedPanel = lazy(async () => ({ default: (await import('@/features/numbers/FittedPanel')).FittedPanel }))
const QuotePanel = lazy(async () => ({ default: (await import('@/features/quotes/QuotePanel')).QuotePanel }))
const ReductionsPanel = lazy(async () => ({
  default: (await import('./reductions/ReductionsPanel')).ReductionsPanel,
}))
const OrderDiscountRequests = lazy(async () => ({
  default: (await import('../DiscountRequests')).OrderDiscountRequests,
}))
const AttachmentsPanel = lazy(async () => ({
  default: (await import('@/features/attachments/AttachmentsPanel')).AttachmentsPanel,
}))
const PlaceholderPanel = lazy(async () => ({
  default: (await import('@/features/quotes/PlaceholderPanel')).PlaceholderPanel,
}))

/** What few orders have: that they were asked for by telephone, parts that are no articles, and that less is paid. */
function Quoted({ order }: { order: WorkOrder }) {
  const lines = order.jobs.flatMap((job) => job.lines)
  const inWords = lines.some(({ kind, product_id }) => kind === 'part' && product_id === null)
  return (
    <Suspense fallback={null}>
      {order.quote && <QuotePanel order={order} />}
      <OrderDiscountRequests order={order.id} />
      <ReductionsPanel order={order} />
      {inWords && <PlaceholderPanel order={order} />}
    </Suspense>
  )
}

/** What was said to the customer and by them. */
function Said({ order }: { order: WorkOrder }) {
  const may = mayAt(useMe(), order.site_id, 'message.read')
  if (!may) return null
  return (
    <Suspense fallback={null}>
      <ThreadPanel order={order} />
    </Suspense>
  )
}

function Attached({ order }: { order: WorkOrder }) {
  return (
    <Suspense fallback={null}>
      <AttachmentsPanel kind="work-orders" id={order.id} />
    </Suspense>
  )
}

/** How the order runs through the workshop: loaded after what one reads first. */
export function OrderFloor({ order }: { order: WorkOrder }) {
  const vehicle = order.vehicle?.id
  if (!vehicle || order.state === 'quote')
    return (
      <>
        <Quoted order={order} />
        <Said order={order} />
        <Suspense fallback={null}>
          <FittedPanel order={order} />
        </Suspense>
        <GatePanel order={order} />
        <PoPanel order={order} />
        <OrderNotes order={order.id} site={order.site_id} />
        <Attached order={order} />
        <LineWarranties order={order} />
      </>
    )
  return (
    <>
      <Quoted order={order} />
      <Said order={order} />
      <CoveredPanel vehicle={vehicle} odometer={order.odometer_in} order={order} />
      <QualityPanel order={order} />
      <OrderParts order={order} />
      <GatePanel order={order} />
      <PoPanel order={order} />
      <OrderNotes order={order.id} site={order.site_id} />
      <Attached order={order} />
      <SignedPanel order={order} />
      <ComebackPanel order={order} vehicle={vehicle} />
      <SharesPanel order={order} />
      <SubletPanel order={order} />
      <LineWarranties order={order} />
      <KeyLabel order={order} />
      <ShapePanel order={order} vehicle={vehicle} />
    </>
  )
}
