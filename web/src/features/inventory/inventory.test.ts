import { expect, test } from 'vitest'
import { stockState } from './OnHand'
import { lineValue } from './receipt'

test('a receipt line is worth quantity times cost, without float errors', () => {
  expect(lineValue(4500, 48_500)).toBe(218_250)
  expect(lineValue(333, 100)).toBe(33)
  expect(lineValue(335, 100)).toBe(34)
  expect(lineValue(1000, null)).toBe(0)
  expect(lineValue(9_000_000_000, 1_000_001)).toBe(9_000_009_000_000)
})

test('stock is negative, out, low or enough', () => {
  expect(stockState(-1, 0)).toBe('negative')
  expect(stockState(0, 4000)).toBe('out')
  expect(stockState(3999, 4000)).toBe('low')
  expect(stockState(4000, 4000)).toBe('enough')
})
