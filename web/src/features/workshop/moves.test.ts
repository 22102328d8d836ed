import { expect, test } from 'vitest'
import { moveTo, partsTooLate, promiseLight } from './moves'

test('a card moves only along a command the order allows', () => {
  expect(moveTo({ state: 'approved', actions: ['start'] }, 'in_progress')).toBe('start')
  expect(moveTo({ state: 'approved', actions: [] }, 'in_progress')).toBeNull()
  expect(moveTo({ state: 'in_progress', actions: ['hold', 'complete'] }, 'ready')).toBe('complete')
  expect(moveTo({ state: 'estimate', actions: ['authorise'] }, 'ready')).toBeNull()
})

test('the promise light goes from green to amber two hours before, then red', () => {
  const promised = '2026-01-05T16:00:00Z'
  expect(promiseLight(promised, 'in_progress', Date.parse('2026-01-05T13:00:00Z'))).toBe('green')
  expect(promiseLight(promised, 'in_progress', Date.parse('2026-01-05T14:30:00Z'))).toBe('amber')
  expect(promiseLight(promised, 'in_progress', Date.parse('2026-01-05T16:01:00Z'))).toBe('red')
  expect(promiseLight(promised, 'ready', Date.parse('2026-01-05T18:00:00Z'))).toBeNull()
})

test('a part that comes after the promised day, on the site’s calendar, puts the promise at risk', () => {
  const promised = '2026-01-05T23:30:00Z'
  expect(partsTooLate(promised, '2026-01-06', 'Africa/Tunis')).toBe(false)
  expect(partsTooLate(promised, '2026-01-06', 'UTC')).toBe(true)
  expect(partsTooLate(promised, null, 'UTC')).toBe(false)
  expect(partsTooLate(null, '2026-01-06', 'UTC')).toBe(false)
  expect(promiseLight(promised, 'in_progress', Date.parse('2026-01-05T08:00:00Z'), true)).toBe('amber')
})
