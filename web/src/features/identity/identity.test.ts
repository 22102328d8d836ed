import { expect, test } from 'vitest'
import type { Me } from '@/api/types'
import { expiryAfter, heldAtAll } from './keys/lifetime'
import { typeDigit } from './pin'
import { leastLimit, sameNames, shareOf, toggled } from './roles/selection'
import { toneOf } from './sign-ins/outcome'

const typed = (...keys: string[]) => keys.reduce(typeDigit, '')

test('a PIN is typed digit by digit, eight at most', () => {
  expect(typed('4', '7', 'Backspace', '2')).toBe('42')
  expect(typed(...'123456789')).toBe('12345678')
  expect(typed('4', 'a', ' ', '7')).toBe('47')
  expect(typed('4', '7', 'Escape')).toBe('')
})

test('a group of permissions is held whole, in part or not at all', () => {
  expect(shareOf(['a', 'b'], ['b', 'a', 'c'])).toBe('all')
  expect(shareOf(['a', 'b'], ['b'])).toBe('some')
  expect(shareOf(['a', 'b'], ['c'])).toBe('none')
})

test('a tick puts a name in once, and its absence takes it out', () => {
  expect(toggled(['a'], 'a', true)).toEqual(['a'])
  expect(toggled(['a', 'b'], 'a', false)).toEqual(['b'])
  expect(sameNames(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(sameNames(['a', 'b'], ['a', 'c'])).toBe(false)
})

test('of limits the strictest counts, and none is without one', () => {
  expect(leastLimit([null, 1000, 500])).toBe(500)
  expect(leastLimit([0, null])).toBe(0)
  expect(leastLimit([null, null])).toBe(null)
})

test('a key gets what its maker holds at all of its sites, for as many days as chosen', () => {
  const site = (id: string, permissions: string[]) => ({ id, code: id, name: id, role: 'r', permissions })
  const me = { sites: [site('lac', ['a', 'b']), site('sfx', ['b', 'c'])] } as Me
  expect(heldAtAll(me, ['lac', 'sfx'])).toEqual(['b'])
  expect(heldAtAll(me, ['lac'])).toEqual(['a', 'b'])
  expect(heldAtAll(me, [])).toEqual([])
  expect(expiryAfter(0)).toBeNull()
  expect(expiryAfter(30, Date.UTC(2026, 0, 1))).toBe('2026-01-31T00:00:00.000Z')
})

test('what should catch the eye does', () => {
  expect(['signed_in', 'failed', 'refresh_reused', 'something_new'].map(toneOf)).toEqual([
    'green',
    'amber',
    'red',
    'grey',
  ])
})
