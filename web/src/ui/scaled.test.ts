import { expect, test } from 'vitest'
import { formatMoney, learnCurrency } from './currency'
import { parseScaled, scaledText } from './scaled'
import { fromWall, toWall } from './time'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('numbers are typed with comma or point', () => {
  expect(parseScaled('1,5', 3)).toBe(1500)
  expect(parseScaled('1 234.5', 3)).toBe(1_234_500)
  expect(parseScaled('-2', 3)).toBe(-2000)
})

test('what is not a number, or too precise, is refused', () => {
  expect(parseScaled('', 3)).toBeNull()
  expect(parseScaled('1,2,3', 3)).toBeNull()
  expect(parseScaled('0,0001', 3)).toBeNull()
})

test('a number goes to text and back', () => {
  for (const value of [0, 5, 1500, -250, 1_234_567]) expect(parseScaled(scaledText(value, 3), 3)).toBe(value)
  expect(scaledText(22_550, 3, true)).toBe('22,550')
})

test('dinars have three decimals and their own sign in each language', () => {
  expect(plain(formatMoney(1_234_500, 'TND', 'fr'))).toBe('1 234,500 DT')
  expect(plain(formatMoney(1_234_500, 'TND', 'en'))).toBe('1,234.500 DT')
  expect(plain(formatMoney(1_234_500, 'TND', 'ar'))).toContain('د.ت')
})

test('the decimals the API tells win over the tables of the browser', () => {
  learnCurrency('IQD', 3)
  expect(plain(formatMoney(1500, 'IQD', 'en'))).toContain('1.500')
})

test('the site’s wall clock goes to an instant and back, also across summer time', () => {
  expect(fromWall('2026-01-05T17:00', 'Africa/Tunis')).toBe('2026-01-05T16:00:00.000Z')
  expect(fromWall('2026-07-05T17:00', 'Europe/Paris')).toBe('2026-07-05T15:00:00.000Z')
  expect(toWall('2026-07-05T15:00:00Z', 'Europe/Paris')).toBe('2026-07-05T17:00')
})
