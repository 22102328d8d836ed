import { expect, test } from 'vitest'
import { sightings } from './fresh'

test('a code that stays in sight is handed on once, and again when it comes back', () => {
  const isNew = sightings()
  expect(isNew('A', 0)).toBe(true)
  expect(isNew('A', 1000)).toBe(false)
  expect(isNew('A', 2000)).toBe(false)
  expect(isNew('B', 2100)).toBe(true)
  expect(isNew('A', 2200)).toBe(true)
  expect(isNew('A', 4000)).toBe(true)
})
