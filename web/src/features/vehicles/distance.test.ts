import { expect, test } from 'vitest'
import { formatDaily, formatDistance, keptOf, shownOf } from './distance'

test('whole miles come back whole', () => {
  for (const miles of [0, 1, 52_345, 123_457]) expect(shownOf(keptOf(miles, 'mi'), 'mi')).toBe(miles)
  expect(shownOf(84_300, 'km')).toBe(84_300)
})

test('distances are shown in the unit of the instrument', () => {
  expect(formatDistance(84_241, 'mi', 'en')).toBe('52,345 mi')
  expect(formatDistance(84_300, 'km', 'en')).toBe('84,300 km')
  expect(formatDaily(27_174, 'km', 'en')).toBe('27.2 km')
  expect(formatDaily(6_500, 'h', 'en')).toBe('6.5 h')
})
