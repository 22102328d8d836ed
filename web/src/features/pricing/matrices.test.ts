import { expect, test } from 'vitest'
import { tiersOf } from './matrices'

test('each tier ends where the next begins, whatever the order in which they were typed', () => {
  const typed = [
    { from_cost: 50_000, rate: 3500 },
    { from_cost: 0, rate: 6000 },
  ]
  expect(tiersOf(typed)).toEqual([
    { from_cost: 0, to_cost: 50_000, rate: 6000 },
    { from_cost: 50_000, to_cost: null, rate: 3500 },
  ])
})

test('what is not filled in is left out', () => {
  expect(tiersOf([{ from_cost: 0, rate: 0 }, undefined, { from_cost: 5, rate: null }])).toEqual([
    { from_cost: 0, to_cost: null, rate: 0 },
  ])
  expect(tiersOf()).toEqual([])
})
