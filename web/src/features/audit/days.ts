import type { Day, Instant } from '@/api/types'
import { fromWall } from '@/ui/time'

/** The instant at which a day begins on the site's clock. */
export const dayStart = (day: Day, timeZone: string): Instant => fromWall(`${day}T00:00`, timeZone)

/** The instant at which the day after begins: a day asked for is asked for whole. */
export function dayEnd(day: Day, timeZone: string): Instant {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return dayStart(next, timeZone)
}
