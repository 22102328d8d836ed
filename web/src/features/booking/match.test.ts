import { expect, test } from 'vitest'
import { keyOf } from './match'

test('the same of the same booking has one key, and anything else another', () => {
  const key = keyOf('1', 'vehicle', { make: 'Kia', model: 'Rio' })
  expect(keyOf('1', 'vehicle', { make: 'Kia', model: 'Rio' })).toBe(key)
  expect(key).toMatch(/^match-1-vehicle-[0-9a-f]{1,16}$/)
  const others = [
    keyOf('2', 'vehicle', { make: 'Kia', model: 'Rio' }),
    keyOf('1', 'customer', { make: 'Kia', model: 'Rio' }),
    keyOf('1', 'vehicle', { make: 'Kia', model: 'Ceed' }),
  ]
  expect(new Set([key, ...others]).size).toBe(4)
})
