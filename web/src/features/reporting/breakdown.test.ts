import { expect, test } from 'vitest'
import type { BreakdownCounts, BreakdownGroup, BreakdownPart } from '@/api/types'
import { countText, greatest, keyOf, known, NOBODY, opened, shown } from './breakdown'

const counts: BreakdownCounts = {
  sales: 130_001,
  labour: 60_001,
  parts: 70_000,
  sold: 2567,
  billed: 1067,
  worked: 7200,
  attended: 28_800,
  efficiency: 5335,
  productivity: null,
  jobs: null,
  cost: null,
  margin: null,
  margin_share: null,
}

test('what one may not see has no column', () => {
  const group: BreakdownGroup = { currency: 'TND', sites: [], total: counts, parts: [] }
  expect(shown('service', group)).toEqual(['sales', 'jobs', 'billed', 'parts'])
  const seen = { ...group, total: { ...counts, cost: 1 } }
  expect(shown('service', seen)).toContain('margin_share')
  expect(known(counts)).not.toContain('cost')
})

test('each is told in its unit', () => {
  expect(countText(counts, 'efficiency', 'TND', 'en')).toBe('53.35 %')
  expect(countText(counts, 'billed', 'TND', 'en')).toBe('1.067 h')
  expect(countText(counts, 'worked', 'TND', 'en')).toBe('2 h')
  expect(countText(counts, 'productivity', 'TND', 'en')).toBe('–')
})

test('the address opens one', () => {
  expect(opened(keyOf('service', 'TND', NOBODY))).toEqual({ by: 'service', currency: 'TND', id: NOBODY })
  expect(opened('weather.TND.1')).toBeUndefined()
  expect(opened(undefined)).toBeUndefined()
})

test('a chart has those that sold, and nobody is none', () => {
  const part = (id: string, sales: number): BreakdownPart => ({ id, name: null, counts: { ...counts, sales } })
  const parts = [part('a', 3), part('b', 2), part('c', 0), part(NOBODY, 9)]
  expect(greatest(parts, 1).map(({ id }) => id)).toEqual(['a'])
  expect(greatest(parts, 9).map(({ id }) => id)).toEqual(['a', 'b'])
})
