import { expect, test } from 'vitest'
import { equalParts, isWhole } from './shares'

test('parts of equals are the whole together', () => {
  expect(equalParts(['a', 'b', 'c']).map(({ share }) => share)).toEqual([3334, 3333, 3333])
  expect(isWhole(equalParts(['a', 'b', 'c', 'd', 'e', 'f', 'g']))).toBe(true)
  expect(equalParts([])).toEqual([])
})

test('what is more or less than the whole, or nothing for somebody, is not whole', () => {
  expect(isWhole([{ user: 'a', share: 9999 }])).toBe(false)
  expect(
    isWhole([
      { user: 'a', share: 10_000 },
      { user: 'b', share: 0 },
    ]),
  ).toBe(false)
})
