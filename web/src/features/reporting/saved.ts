import { api } from '@/api/client'
import type { Id, Language, ReportDays, ReportShows, ReportToSave, SavedReport } from '@/api/types'
import { intlTag } from '@/app/locale'
import type { Period } from './period'

export const KEY = ['reports/saved']

export const saveReport = (body: ReportToSave) => api.post<SavedReport>('/reports/saved', body, { repeatable: true })
export const changeReport = ({ id, version }: SavedReport, body: ReportToSave) =>
  api.put<SavedReport>(`/reports/saved/${id}`, body, { version })
export const removeReport = (id: Id) => api.del(`/reports/saved/${id}`)
export const restoreReport = (id: Id) => api.post<SavedReport>(`/reports/saved/${id}/restore`)
export const sendReport = (id: Id) => api.post<SavedReport>(`/reports/saved/${id}/send`, {}, { repeatable: true })

export const SHOWS: ReportShows[] = ['figures', 'rows', 'receivables', 'leaks']

export const DAYS: ReportDays[] = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'last_7_days',
  'last_30_days',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'last_3_months',
  'last_12_months',
  'this_year',
  'last_year',
]

/** The rule of what is on the screen; days of one's own are of no rule. */
export function ruleOf(period: Period): ReportDays {
  const rules: Record<Period, ReportDays> = {
    day: 'today',
    week: 'last_7_days',
    month: 'this_month',
    quarter: 'last_3_months',
    year: 'last_12_months',
    own: 'last_30_days',
  }
  return rules[period]
}

/** Whether it is of days, and not as it stands now. */
export const hasDays = (shows: ReportShows) => shows === 'figures' || shows === 'rows'

/** What stands in the address for a new one: what it shows and, of rows, their figure. */
export function shownIn(what: string | undefined): Pick<ReportToSave, 'shows' | 'kpi'> {
  const [name, kpi] = (what ?? '').split('.')
  const shows = SHOWS.find((shows) => shows === name) ?? 'figures'
  return { shows, kpi: shows === 'rows' ? kpi : undefined }
}

/** Monday is 1. */
export function weekdayName(day: number, language: Language): string {
  const name = new Intl.DateTimeFormat(intlTag(language), { weekday: 'long', timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  return name.format(new Date(Date.UTC(2024, 0, day)))
}

export const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`
