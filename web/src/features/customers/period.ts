/** Of whom was invoiced most: calendar months and years as the API counts them (UTC). */
export const TOP_PERIODS = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear'] as const
export type TopPeriod = (typeof TOP_PERIODS)[number]

/** As the API calls it: `2026` or `2026-11`. */
export function periodOf(name: TopPeriod, now: Date): string {
  const year = now.getUTCFullYear()
  const month = (at: Date) => at.toISOString().slice(0, 7)
  switch (name) {
    case 'thisMonth':
      return month(now)
    case 'lastMonth':
      return month(new Date(Date.UTC(year, now.getUTCMonth() - 1, 1)))
    case 'thisYear':
      return String(year)
    case 'lastYear':
      return String(year - 1)
  }
}
