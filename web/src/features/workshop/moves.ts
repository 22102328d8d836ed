import type { Day, Instant, WorkOrder, WorkOrderRow, WorkOrderState } from '@/api/types'
import { toWall } from '@/ui/time'

export const COLUMNS = ['estimate', 'approved', 'in_progress', 'on_hold', 'quality_check', 'ready', 'invoiced'] as const
export type Column = (typeof COLUMNS)[number]
export type Move = 'start' | 'hold' | 'resume' | 'submit' | 'complete'

const MOVES: Partial<Record<`${WorkOrderState}>${WorkOrderState}`, Move>> = {
  'approved>in_progress': 'start',
  'in_progress>on_hold': 'hold',
  'on_hold>in_progress': 'resume',
  'in_progress>quality_check': 'submit',
  'in_progress>ready': 'complete',
  'quality_check>ready': 'complete',
}

export const DESTINATION: Record<Move, Column> = {
  start: 'in_progress',
  hold: 'on_hold',
  resume: 'in_progress',
  submit: 'quality_check',
  complete: 'ready',
}

/** The command that carries a card to a column; null when there is none or it is not allowed now. */
export function moveTo(row: Pick<WorkOrderRow, 'state' | 'actions'>, column: WorkOrderState): Move | null {
  const move = MOVES[`${row.state}>${column}`]
  return move && row.actions.includes(move) ? move : null
}

export type Light = 'green' | 'amber' | 'red'
const SOON = 2 * 3_600_000

/** Can the promise still be kept? Nothing to say once the work is done. */
export function promiseLight(
  promised: Instant | null,
  state: WorkOrderState,
  now: number,
  isAtRisk = false,
): Light | null {
  if (!promised || ['ready', 'invoiced', 'closed', 'cancelled'].includes(state)) return null
  const left = Date.parse(promised) - now
  if (left < 0) return 'red'
  return left < SOON || isAtRisk ? 'amber' : 'green'
}

/** A part comes after the day, on the site's calendar, for which the car is promised. */
export const partsTooLate = (promised: Instant | null, expected: Day | null | undefined, timeZone: string) =>
  Boolean(promised && expected && expected > toWall(promised, timeZone).slice(0, 10))

/** When the last of an order's parts that is not here is expected. */
export const lastExpected = ({ jobs }: Pick<WorkOrder, 'jobs'>): Day | null =>
  jobs
    .flatMap(({ lines }) =>
      lines.flatMap(({ part }) => (part && part.light !== 'on_premises' ? part.expected_on : null) ?? []),
    )
    .sort()
    .at(-1) ?? null
