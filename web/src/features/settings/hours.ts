import type { Day, HoursException, OpeningHours, Span } from '@/api/types'

/** Monday first, as the API counts them. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** A weekday's name in a language; 1 is Monday. */
export function weekdayName(day: number, tag: string, length: 'long' | 'short' = 'long'): string {
  // 5 January 1970 was a Monday.
  return new Intl.DateTimeFormat(tag, { weekday: length, timeZone: 'UTC' }).format(new Date((3 + day) * 86_400_000))
}

/** Seven days, also of a site that did not say when it is open. */
export const weekOf = (hours: OpeningHours | undefined): Span[][] => WEEKDAYS.map((day) => hours?.week[day - 1] ?? [])

/** The span that a further click on "add" begins with: the morning, then the afternoon. */
export function nextSpan(spans: Span[]): Span {
  const last = spans.at(-1)
  if (!last) return { from: '08:00', until: '12:00' }
  const from = last.until < '14:00' ? '14:00' : last.until
  return { from, until: from < '18:00' ? '18:00' : '23:59' }
}

/** Gives Tuesday to Friday Monday's hours. */
export const likeMonday = (week: Span[][]): Span[][] =>
  week.map((spans, at) => (at < 5 ? (week[0] ?? []).map((span) => ({ ...span })) : spans))

export const newException = (today: Day): HoursException => ({
  name: '',
  from: today,
  until: today,
  weekdays: [],
  spans: [],
})

/** Do the spans of a day follow each other, and each end after it begins? Times as text sort as times do. */
export const inOrder = (spans: Span[]): boolean =>
  spans.every(({ from, until }, at) => from < until && (at === 0 || (spans[at - 1]?.until ?? '') <= from))

export const hoursInOrder = ({ week, exceptions }: OpeningHours): boolean =>
  [...week, ...(exceptions ?? []).map(({ spans }) => spans)].every(inOrder)

export const exceptionsNamed = ({ exceptions }: OpeningHours): boolean =>
  (exceptions ?? []).every(({ name, from, until }) => name.trim() !== '' && from !== '' && from <= until)

/** The later of two days. */
export const later = (one: Day, other: Day): Day => [one, other].sort()[1] ?? one
