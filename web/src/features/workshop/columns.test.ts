import { expect, test } from 'vitest'
import type { BoardColumn } from '@/api/types'
import { columnFor, placeOf, placesOf } from './columns'

const column = (id: string, state: BoardColumn['state']): BoardColumn => ({ id, name: id, colour: 'grey', state })
const own = placesOf([column('bench', 'in_progress'), column('road', 'in_progress'), column('done', 'ready')], [])

test('a site without columns of its own has one for each state', () => {
  expect(placesOf([], []).map(({ key }) => key)).toContain('in_progress')
  expect(placesOf([], []).map(({ key }) => key)).not.toContain('quality_check')
  expect(placesOf([], [{ state: 'quality_check', column_id: null }]).map(({ key }) => key)).toContain('quality_check')
})

test('an order stands in its column while its state is that column’s', () => {
  expect(placeOf({ state: 'in_progress', column_id: 'road' }, own)?.key).toBe('road')
  expect(placeOf({ state: 'in_progress', column_id: null }, own)?.key).toBe('bench')
  expect(placeOf({ state: 'ready', column_id: 'road' }, own)?.key).toBe('done')
})

test('only a column that is not the first of its state has to be said', () => {
  const [bench, road] = own
  expect(bench && columnFor(bench, own)).toBeUndefined()
  expect(road && columnFor(road, own)).toBe('road')
})
