import { expect, test } from 'vitest'
import { stockState } from './OnHand'

test('stock is negative, out, low or enough', () => {
  expect(stockState(-1, 0)).toBe('negative')
  expect(stockState(0, 4000)).toBe('out')
  expect(stockState(3999, 4000)).toBe('low')
  expect(stockState(4000, 4000)).toBe('enough')
})
