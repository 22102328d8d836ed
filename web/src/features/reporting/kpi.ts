import type { Kpi, KpiUnit, KpiValue, Language, SideUnit } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { formatScaled } from '@/ui/scaled'

/** A figure as people read it; a dash over nothing. */
export function kpiText(value: number | null, unit: KpiUnit | SideUnit, currency: string, language: Language): string {
  if (value === null) return '–'
  switch (unit) {
    case 'money':
    case 'money_per_hour':
      return formatMoney(value, currency, language)
    case 'times_a_year':
      return `${formatScaled(value, 2, language)} ×`
    case 'percent':
      return `${formatScaled(value, 2, language)} %`
    case 'hours':
      return `${formatScaled(value, 3, language)} ${hourSign(language)}`
    case 'time':
      return `${formatScaled(Math.round(value / 36), 2, language)} ${hourSign(language)}`
    default:
      return formatScaled(value, 0, language)
  }
}

/** What stands behind a number of hours. */
export const hourSign = (language: Language) => (language === 'ar' ? 'س' : 'h')

/** By how much of what it was a figure moved, in hundredths of a per cent; of what is in per cent already, by how many. */
export function change(unit: KpiUnit, now: KpiValue, before: KpiValue): number | null {
  if (now.value === null || before.value === null) return null
  if (unit === 'percent') return now.value - before.value
  if (before.value === 0) return null
  return Math.round(((now.value - before.value) * 10_000) / Math.abs(before.value))
}

/** Whether it moved where one wants it. */
export function isBetter(moved: number, isLessBetter: boolean): boolean {
  return isLessBetter ? moved < 0 : moved > 0
}

/** Whether it is as it is to be by now; no more than that where less is better. */
export function isMet({ now, goal, is_less_better }: Pick<Kpi, 'now' | 'goal' | 'is_less_better'>): boolean {
  if (!goal || now.value === null) return false
  return is_less_better ? now.value <= goal.value : now.value >= goal.value
}
