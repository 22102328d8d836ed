import type { AppointmentRow, Instant, Schedule, ScheduleAllocation, ScheduleDay, ScheduleResource } from '@/api/types'
import type { Grouping } from './days'

/** A card of the schedule: a slice of a resource's time, and what it is of. */
export interface Card {
  /** Of the place on the page: an answer brings new ids of slices, and the card keeps the focus. */
  key: string
  slice: ScheduleAllocation
  resource: ScheduleResource
  /** Null of time that only a work order has. */
  row: AppointmentRow | null
}

/** From one instant to another, in milliseconds. */
export interface Range {
  from: number
  until: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Shown of a day on which the site is closed. */
const USUAL = { from: 8 * HOUR, until: 18 * HOUR }

export const range = ({ from, until }: { from: Instant; until: Instant }): Range => ({
  from: Date.parse(from),
  until: Date.parse(until),
})

/** The resources of a grouping: bays with the equipment behind them, or people. */
export function columns({ resources }: Schedule, grouping: Grouping): ScheduleResource[] {
  if (grouping === 'technicians') return resources.filter(({ kind }) => kind === 'technician')
  const of = (kind: ScheduleResource['kind']) => resources.filter((one) => one.kind === kind)
  return [...of('bay'), ...of('equipment')]
}

export function cardsOf(resource: ScheduleResource, rows: Map<string, AppointmentRow>): Card[] {
  const seen = new Map<string, number>()
  return resource.allocations.map((slice) => {
    const owner = slice.appointment_id ?? slice.id
    const count = seen.get(owner) ?? 0
    seen.set(owner, count + 1)
    return { key: `${owner} ${count}`, slice, resource, row: rows.get(owner) ?? null }
  })
}

/** The hours of a day to show: when the site is open and whatever else is on, in whole hours. */
export function shownHours(day: ScheduleDay, resources: ScheduleResource[]): Range {
  const whole = range(day)
  const slices = resources.flatMap((resource) => resource.allocations.map(range))
  const there = [...day.open.map(range), ...slices].map((time) => clip(time, whole)).filter((time) => time !== null)
  if (there.length === 0) return { from: whole.from + USUAL.from, until: whole.from + USUAL.until }
  const from = Math.min(...there.map((time) => time.from))
  const until = Math.max(...there.map((time) => time.until))
  const hour = (at: number, round: (hours: number) => number) => whole.from + round((at - whole.from) / HOUR) * HOUR
  return { from: hour(from, Math.floor), until: hour(until, Math.ceil) }
}

export function clip(time: Range, within: Range): Range | null {
  const [from, until] = [Math.max(time.from, within.from), Math.min(time.until, within.until)]
  return from < until ? { from, until } : null
}

/** What of `shown` none of the hours cover. */
export function gaps(hours: Range[], shown: Range): Range[] {
  const free: Range[] = []
  let from = shown.from
  for (const one of [...hours].sort((a, b) => a.from - b.from)) {
    if (one.from > from) free.push({ from, until: Math.min(one.from, shown.until) })
    from = Math.max(from, one.until)
    if (from >= shown.until) break
  }
  if (from < shown.until) free.push({ from, until: shown.until })
  return free.filter(({ from, until }) => from < until)
}

/** The beginning of the slot that is nearest. */
export function snap(at: number, shown: Range, slotMinutes: number): number {
  const slot = slotMinutes * MINUTE
  const snapped = shown.from + Math.round((at - shown.from) / slot) * slot
  return Math.min(Math.max(snapped, shown.from), shown.until - slot)
}

export const hoursIn = ({ from, until }: Range) => (until - from) / HOUR

export interface Target {
  resource: string
  from: number
}

/** Where an arrow key takes a card: times up and down, resources beside. `step` is in milliseconds; null outside. */
export function shifted(at: Target, key: string, order: string[], step: number, rtl: boolean): Target | null {
  if (key === 'ArrowUp') return { ...at, from: at.from - step }
  if (key === 'ArrowDown') return { ...at, from: at.from + step }
  const ahead = (key === 'ArrowRight') !== rtl ? 1 : -1
  const resource = order[order.indexOf(at.resource) + ahead]
  return resource === undefined ? null : { ...at, resource }
}

/** The schedule as it will be when an appointment's time has moved: shown until the answer is there. */
export function moved(schedule: Schedule, card: Card, target: Target): Schedule {
  const delta = target.from - Date.parse(card.slice.from)
  const later = (at: Instant) => new Date(Date.parse(at) + delta).toISOString()
  const isOf = (slice: ScheduleAllocation) => slice.appointment_id !== null && slice.appointment_id === card.row?.id
  const shift = (slice: ScheduleAllocation) => ({ ...slice, from: later(slice.from), until: later(slice.until) })
  const own = shift(card.slice)
  const resources = schedule.resources.map((resource) => {
    const others = resource.allocations.filter(({ id }) => id !== card.slice.id)
    const here = others.map((slice) => (isOf(slice) ? shift(slice) : slice))
    return { ...resource, allocations: resource.id === target.resource ? [...here, own] : here }
  })
  const appointments = schedule.appointments.map((row) =>
    row.id === card.row?.id ? { ...row, start: later(row.start), end: later(row.end), actions: [] } : row,
  )
  return { ...schedule, resources, appointments }
}
