import type { WorkOrder } from '@/api/types'
import { GatePanel } from './GatePanel'
import './floor.css'

/** How the order runs through the workshop: loaded after what one reads first. */
export function OrderFloor({ order }: { order: WorkOrder }) {
  return <GatePanel order={order} />
}
