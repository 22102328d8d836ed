import type { Day, Instant, Language } from '@/api/types'
import { intlTag } from '@/app/locale'

export function formatInstant(at: Instant, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(intlTag(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(at))
}

/** "17:00" today, "ven. 17:00" this week: for what is due within days. */
export function formatSoon(at: Instant, language: Language, timeZone: string): string {
  const near = Math.abs(Date.parse(at) - Date.now()) < 6 * 86_400_000
  const today = toWall(at, timeZone).slice(0, 10) === toWall(new Date(), timeZone).slice(0, 10)
  const day: Intl.DateTimeFormatOptions = near ? { weekday: 'short' } : { day: 'numeric', month: 'short' }
  const date = today ? {} : day
  const format = new Intl.DateTimeFormat(intlTag(language), {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  return format.format(new Date(at))
}

export function formatDay(day: Day, language: Language): string {
  return new Intl.DateTimeFormat(intlTag(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
}

/** The month that a day is in, with its year. */
export function formatMonth(day: Day, language: Language): string {
  const options = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(intlTag(language), options).format(new Date(day))
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function formatAge(at: Instant, language: Language, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000
  const format = new Intl.RelativeTimeFormat(intlTag(language), { numeric: 'auto', style: 'short' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return format.format(0, 'second')
}

/** Wall clock of the zone as "YYYY-MM-DDTHH:mm", for datetime-local inputs. */
export function toWall(at: Instant | Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  return format.format(new Date(at)).replace(' ', 'T')
}

/** The instant at which the zone's clock shows `wall`. */
export function fromWall(wall: string, timeZone: string): Instant {
  const asUtc = Date.parse(`${wall}:00Z`)
  const shown = Date.parse(`${toWall(new Date(asUtc), timeZone)}:00Z`)
  const guess = asUtc - (shown - asUtc)
  const correction = asUtc - Date.parse(`${toWall(new Date(guess), timeZone)}:00Z`)
  return new Date(guess + correction).toISOString()
}
