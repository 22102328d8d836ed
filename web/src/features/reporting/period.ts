import { type Days, monthOf } from '@/ui/months'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number] | 'own'
export type Step = 'day' | 'week' | 'month'

const DAY = 86_400_000

export function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The days of a period that ends with the one today is in; those of its own where it says so. */
export function daysOf(period: Period, today: string, own: Partial<Days> = {}): Days {
  switch (period) {
    case 'day':
      return { from: today, until: today }
    case 'week':
      return { from: shift(today, -6), until: today }
    case 'quarter':
      return { from: monthOf(today, -2).from, until: today }
    case 'year':
      return { from: monthOf(today, -11).from, until: today }
    case 'own': {
      const from = own.from ?? monthOf(today).from
      const until = own.until ?? today
      return from <= until ? { from, until } : { from: until, until: from }
    }
    default:
      return { from: monthOf(today).from, until: today }
  }
}

/** What a point of a chart stands for, so that there are neither too few nor too many. */
export function stepOf({ from, until }: Days): Step {
  const days = (Date.parse(until) - Date.parse(from)) / DAY + 1
  if (days <= 45) return 'day'
  return days <= 200 ? 'week' : 'month'
}

/** The days that a chart shows: of a day or two there is nothing to draw, so those before stand beside them. */
export function charted(days: Days): Days {
  return days.from > shift(days.until, -6) ? { from: shift(days.until, -13), until: days.until } : days
}
