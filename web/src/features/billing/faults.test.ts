import { expect, test } from 'vitest'
import { said } from './faults'

test('a fault is taken apart into its place, its line and its rule', () => {
  expect(said('/buyer/tax_id', 'Give a number. (TEIF-ID)')).toEqual({ place: 'buyer.tax_id', rule: 'TEIF-ID' })
  expect(said('/lines/2/unit', 'Shorten it. (TEIF-LENGTH)')).toEqual({
    place: 'lines.unit',
    line: 3,
    rule: 'TEIF-LENGTH',
  })
  expect(said('/totals/due', 'Three decimals. (BR-DEC-18)')).toEqual({ place: 'totals.due', rule: 'BR-DEC' })
  expect(said('', 'It is not sound.')).toEqual({ place: '' })
})
