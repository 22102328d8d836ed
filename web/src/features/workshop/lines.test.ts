import { expect, test } from 'vitest'
import { labourWords } from './lines'

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
