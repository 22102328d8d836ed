import type { Day, Instant, Language } from '@/api/types'
import { intlTag } from '@/app/locale'
import { toWall } from '@/ui/time'

export type View = 'day' | 'week'
export type Grouping = 'bays' | 'technicians'

const DAY_MS = 86_400_000

export const plusDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)

/** The Monday of the day's week. */
export function monday(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return plusDays(day, -weekday)
}

export const today = (zone: string, now = new Date()): Day => toWall(now, zone).slice(0, 10)
export const dayOf = (at: Instant, zone: string): Day => toWall(at, zone).slice(0, 10)
/** "09:00" on the site's clock. */
export const clock = (at: Instant | Date, zone: string) => toWall(at, zone).slice(11, 16)

/** First and last day that a view shows. */
export function span(view: View, day: Day): [Day, Day] {
  const first = view === 'week' ? monday(day) : day
  return [first, plusDays(first, view === 'week' ? 6 : 0)]
}

export const isDay = (text: string | undefined): text is Day => /^\d{4}-\d\d-\d\d$/.test(text ?? '')

export function dayName(day: Day, language: Language, weekday: 'short' | 'long' = 'short') {
  const options = { weekday, day: 'numeric', month: weekday === 'long' ? 'long' : 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(intlTag(language), options).format(new Date(day))
}
