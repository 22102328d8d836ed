import { expect, test } from 'vitest'
import { formatHours, formatRatio, formatSold, shift, weekOf } from './hours'

test('times are hours and minutes, and never round up', () => {
  expect([0, 59, 60, 4500, 35_999].map(formatHours)).toEqual(['0:00', '0:00', '0:01', '1:15', '9:59'])
})

test('sold hours and ratios are those of the language', () => {
  expect(formatSold(1500, 'en')).toBe('1.50')
  expect(formatSold(1500, 'fr')).toBe('1,50')
  expect(formatRatio(12_000, 'en')).toBe('120%')
  expect(formatRatio(null, 'en')).toBe('—')
})

test('a week begins on Monday, over the end of a year too', () => {
  expect(weekOf('2026-11-26')).toEqual({ from: '2026-11-23', until: '2026-11-29' })
  expect(weekOf('2026-11-29')).toEqual({ from: '2026-11-23', until: '2026-11-29' })
  expect(weekOf('2027-01-01')).toEqual({ from: '2026-12-28', until: '2027-01-03' })
  expect(shift('2028-02-28', 1)).toBe('2028-02-29')
})
