import { expect, test } from 'vitest'
import { monthOf } from './months'

test('a month is whole, also over the year', () => {
  expect(monthOf('2026-11-26')).toEqual({ from: '2026-11-01', until: '2026-11-30' })
  expect(monthOf('2026-12-31', 1)).toEqual({ from: '2027-01-01', until: '2027-01-31' })
  expect(monthOf('2024-03-31', -1)).toEqual({ from: '2024-02-01', until: '2024-02-29' })
})
