import { expect, test } from 'vitest'
import { change, isBetter, isMet, kpiText } from './kpi'

const value = (value: number | null) => ({ value, numerator: 0, denominator: null })

test('figures read in their unit', () => {
  expect(kpiText(2967, 'percent', 'TND', 'en')).toBe('29.67 %')
  expect(kpiText(574_367, 'money', 'TND', 'en')).toContain('574.367')
  expect(kpiText(4100, 'hours', 'TND', 'en')).toBe('4.1 h')
  expect(kpiText(4100, 'hours', 'TND', 'ar')).toContain('س')
  expect(kpiText(19_800, 'time', 'TND', 'en')).toBe('5.5 h')
  expect(kpiText(null, 'money', 'TND', 'en')).toBe('–')
})

test('a share moves by points and an amount by its part', () => {
  expect(change('percent', value(8125), value(8000))).toBe(125)
  expect(change('money', value(110), value(100))).toBe(1000)
  expect(change('money', value(110), value(0))).toBeNull()
  expect(change('money', value(null), value(100))).toBeNull()
  expect([isBetter(1, false), isBetter(1, true), isBetter(-1, true)]).toEqual([true, false, true])
})

test('a goal is met from above or from below', () => {
  const of = (number: number | null, is_less_better: boolean) =>
    isMet({ now: value(number), goal: { value: 100, month: 300 }, is_less_better })
  expect([of(100, false), of(99, false), of(100, true), of(101, true), of(null, true)]).toEqual([
    true,
    false,
    true,
    false,
    false,
  ])
  expect(isMet({ now: value(1), goal: null, is_less_better: true })).toBe(false)
})
