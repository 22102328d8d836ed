import { expect, test } from 'vitest'
import { beside, isKind } from './kinds'
import { missingFields, remap } from './MappingStep'

const preview = {
  columns: ['Nom', 'Tel'],
  sample: [],
  fields: [
    { name: 'name', required: true },
    { name: 'phone', required: false },
  ],
  mapping: {},
}

test('required fields without a column are missing', () => {
  expect(missingFields(preview, { Tel: 'phone' })).toEqual(['name'])
  expect(missingFields(preview, { Nom: 'name' })).toEqual([])
})

test('a field has one column, and a column can be ignored', () => {
  expect(remap({ Nom: 'name' }, 'Tel', 'name')).toEqual({ Tel: 'name' })
  expect(remap({ Nom: 'name', Tel: 'phone' }, 'Tel', undefined)).toEqual({ Nom: 'name' })
})

test('what is seen in one list is imported side by side', () => {
  expect(beside('vehicles')).toEqual(['vehicles', 'visits'])
  expect(beside('balances')).toEqual(['customers', 'balances'])
  expect(beside('products')).toEqual(['products'])
  expect(isKind('visits') && !isKind('toString')).toBe(true)
})
