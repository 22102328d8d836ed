import type { Me, SearchHit, SearchResults } from '@/api/types'
import { mayAnywhere } from './may'

/** What usually follows with a found record. */
export interface NextStep {
  /** Key of its words. */
  label: string
  to: string
  search: Record<string, string>
}

/** What an order's state leads to; its page then has that button under the finger. */
const OF_ORDER: Record<string, [string, string]> = {
  estimate: ['authorise', 'work_order.authorise'],
  approved: ['start', 'work_order.work'],
  in_progress: ['complete', 'work_order.complete'],
  on_hold: ['resume', 'work_order.work'],
  invoiced: ['hand_over', 'work_order.hand_over'],
}

/** None where nothing follows, or where they may not. */
export function nextStep(kind: keyof SearchResults, hit: SearchHit, me: Me | null): NextStep | undefined {
  const step = stepOf(kind, hit)
  return step && mayAnywhere(me, [step.needs]) ? step : undefined
}

function stepOf(kind: keyof SearchResults, { id, state = '' }: SearchHit): (NextStep & { needs: string }) | undefined {
  if (kind === 'vehicles' || kind === 'customers') {
    const search: Record<string, string> = kind === 'vehicles' ? { vehicle: id } : { customer: id }
    return { needs: 'work_order.open', label: 'palette.newWorkOrder', to: '/reception', search }
  }
  if (kind === 'work_orders' && OF_ORDER[state]) {
    const [action, needs] = OF_ORDER[state]
    return { needs, label: `workshop.action.${action}`, to: `/work-orders/${id}`, search: { next: '1' } }
  }
  if (kind !== 'invoices') return undefined
  const to = `/invoices/${id}`
  if (state === 'draft') return { needs: 'invoice.issue', label: 'billing.issue', to, search: { next: '1' } }
  const isDue = state === 'issued' || state === 'part_paid'
  return isDue ? { needs: 'payment.take', label: 'billing.take', to, search: { next: '1' } } : undefined
}
