import { expect, test } from 'vitest'
import { charted, daysOf, stepOf } from './period'

test('periods end today', () => {
  expect(daysOf('day', '2026-11-20')).toEqual({ from: '2026-11-20', until: '2026-11-20' })
  expect(daysOf('week', '2026-11-20')).toEqual({ from: '2026-11-14', until: '2026-11-20' })
  expect(daysOf('month', '2026-11-20')).toEqual({ from: '2026-11-01', until: '2026-11-20' })
  expect(daysOf('quarter', '2026-01-20')).toEqual({ from: '2025-11-01', until: '2026-01-20' })
  expect(daysOf('year', '2026-11-20')).toEqual({ from: '2025-12-01', until: '2026-11-20' })
})

test('days that were chosen the wrong way round are turned', () => {
  expect(daysOf('own', '2026-11-20', { from: '2026-11-10', until: '2026-11-01' })).toEqual({
    from: '2026-11-01',
    until: '2026-11-10',
  })
})

test('a chart has neither too few points nor too many', () => {
  expect(stepOf({ from: '2026-11-01', until: '2026-11-30' })).toBe('day')
  expect(stepOf({ from: '2026-09-01', until: '2026-11-30' })).toBe('week')
  expect(stepOf({ from: '2025-12-01', until: '2026-11-30' })).toBe('month')
  expect(charted({ from: '2026-11-20', until: '2026-11-20' })).toEqual({ from: '2026-11-07', until: '2026-11-20' })
})
