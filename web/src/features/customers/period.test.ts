import { expect, test } from 'vitest'
import { periodOf } from './period'

test('periods are calendar months and years, also over the turn of a year', () => {
  const newYear = new Date('2026-01-31T23:30:00Z')
  expect(periodOf('thisMonth', newYear)).toBe('2026-01')
  expect(periodOf('lastMonth', newYear)).toBe('2025-12')
  expect(periodOf('thisYear', newYear)).toBe('2026')
  expect(periodOf('lastYear', newYear)).toBe('2025')
})
