/** Days of a site, both included: "2026-11-01". */
export interface Days {
  from: string
  until: string
}

/** The month of a day, or another so many months away: "2026-11-01" to "2026-11-30". */
export function monthOf(day: string, away = 0): Days {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const date = (months: number, of: number) =>
    new Date(Date.UTC(year, month - 1 + months, of)).toISOString().slice(0, 10)
  return { from: date(away, 1), until: date(away + 1, 0) }
}
