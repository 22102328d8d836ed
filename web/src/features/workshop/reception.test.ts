import { expect, test } from 'vitest'
import { guess } from './reception'

test('what is typed in the search box is told apart', () => {
  expect(guess('22 110 001')).toBe('phone')
  expect(guess('+216 22.110.001')).toBe('phone')
  expect(guess('215 TU 4821')).toBe('plate')
  expect(guess('4821')).toBe('plate')
  expect(guess('Leïla Chebbi')).toBe('name')
})
