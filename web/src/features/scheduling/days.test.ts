import { expect, test } from 'vitest'
import { clock, dayOf, isDay, monday, plusDays, span } from './days'

test('a week begins on Monday, also over the end of a month', () => {
  expect(monday('2026-11-29')).toBe('2026-11-23')
  expect(monday('2026-11-23')).toBe('2026-11-23')
  expect(span('week', '2026-12-01')).toEqual(['2026-11-30', '2026-12-06'])
  expect(span('day', '2026-12-01')).toEqual(['2026-12-01', '2026-12-01'])
  expect(plusDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('days and times are those of the site', () => {
  expect(dayOf('2026-11-26T23:30:00Z', 'Africa/Tunis')).toBe('2026-11-27')
  expect(clock('2026-11-26T23:30:00Z', 'Africa/Tunis')).toBe('00:30')
})

test('only a day is a day', () => {
  expect([isDay('2026-11-27'), isDay('27/11/2026'), isDay(''), isDay(undefined)]).toEqual([true, false, false, false])
})
