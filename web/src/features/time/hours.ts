import type { Language, TimeSum } from '@/api/types'
import { intlTag } from '@/app/locale'

/** "1:15" of 4500 seconds. */
export function formatHours(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** "1,50 h" of 1500 thousandths. */
export function formatSold(thousandths: number, language: Language): string {
  const format = new Intl.NumberFormat(intlTag(language), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return format.format(thousandths / 1000)
}

/** "120 %" of 12000 basis points; a dash of nothing. */
export function formatRatio(points: number | null | undefined, language: Language): string {
  if (points === null || points === undefined) return '—'
  return new Intl.NumberFormat(intlTag(language), { style: 'percent', maximumFractionDigits: 0 }).format(
    points / 10_000,
  )
}

export const waitingOf = (sum: TimeSum) =>
  sum.waiting_approval + sum.waiting_parts + sum.waiting_bay + sum.waiting_diagnosis

/** The Monday of a day, and the Sunday after it: "2026-11-23". */
export function weekOf(day: string): { from: string; until: string } {
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  const from = shift(day, -weekday)
  return { from, until: shift(from, 6) }
}

export function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
