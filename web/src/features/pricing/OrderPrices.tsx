import type { WorkOrder } from '@/api/types'
import type { Change } from '@/features/workshop/WorkOrderPage'
import { LabourRatePanel } from './LabourRatePanel'
import { MarginPanel } from './MarginPanel'

/** What the page of an order says of prices: what an hour costs, and what parts leave. */
export function OrderPrices(props: { order: WorkOrder; change: Change }) {
  return (
    <>
      <LabourRatePanel {...props} />
      <MarginPanel {...props} />
    </>
  )
}
