import { expect, test } from 'vitest'
import type { FleetUnit } from '@/api/types'
import { matching } from './find'

const unit = { plate: '215 TU 4821', unit_number: '17', label: 'Peugeot 208 2019' } as FleetUnit

test('a vehicle is found by its plate, number or name, however they are spaced', () => {
  for (const typed of ['', '215tu48', '4821', 'peugeot 20', '17']) expect(matching(unit, typed)).toBe(true)
  for (const typed of ['216', 'clio', '18']) expect(matching(unit, typed)).toBe(false)
})
