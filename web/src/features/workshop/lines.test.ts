import { expect, test } from 'vitest'
import { labourWords, toInput } from './lines'

test('hours typed first are labour', () => {
  expect(labourWords('1,5h vidange')).toEqual({ hours: 1500, name: 'vidange' })
  expect(labourWords('2 h')).toEqual({ hours: 2000, name: '' })
})

test('the word labour is one hour, in each language', () => {
  expect(labourWords('labour')?.hours).toBe(1000)
  expect(labourWords('main d’œuvre')?.hours).toBe(1000)
  expect(labourWords('يد عاملة')?.hours).toBe(1000)
})

test('a part code is not labour', () => {
  expect(labourWords('H7')).toBeNull()
  expect(labourWords('FLT-OIL')).toBeNull()
})

test('a price that was typed is net, or told with tax; one that was not is nobody’s', () => {
  const words = { kind: 'fee', name: 'Vidange', unit: 'each', quantity: 1000, unit_price: 40_000, typed: true } as const
  const line = { kind: 'fee', description: 'Vidange', quantity: 1000 }
  expect(toInput(words)).toEqual({ ...line, unit_price: 40_000 })
  expect(toInput(words, true)).toEqual({ ...line, unit_price_with_tax: 40_000 })
  expect(toInput({ ...words, typed: false }, true)).toEqual(line)
})
