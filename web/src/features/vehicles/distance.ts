import type { Language, OdometerUnit } from '@/api/types'
import { formatScaled } from '@/ui/scaled'

const KM_A_MILE = 1.609344

/** What the API keeps (kilometres, or hours of a machine), as the instrument shows it. */
export const shownOf = (kept: number, unit: OdometerUnit) => (unit === 'mi' ? Math.round(kept / KM_A_MILE) : kept)

/** What was typed, as the API keeps it. */
export const keptOf = (shown: number, unit: OdometerUnit) => (unit === 'mi' ? Math.round(shown * KM_A_MILE) : shown)

/** "84 300 km", kept as kilometres. */
export function formatDistance(kept: number, unit: OdometerUnit, language: Language): string {
  return `${formatScaled(shownOf(kept, unit), 0, language)} ${unit}`
}

/** Thousandths a day, with one decimal: "27,2 km". */
export function formatDaily(thousandths: number, unit: OdometerUnit, language: Language): string {
  const tenths = Math.round((unit === 'mi' ? thousandths / KM_A_MILE : thousandths) / 100)
  return `${formatScaled(tenths, 1, language)} ${unit}`
}
