import { expect, test } from 'vitest'
import type { MySite, Place, Role } from '@/api/types'
import { mayGive, withRole } from './places'

const at = (site_id: string, role: string): Place => ({ site_id, role })

test('nobody gives more than they hold there', () => {
  const site: MySite = {
    id: 'lac',
    code: 'LAC',
    name: 'Lac',
    role: 'x',
    closed: false,
    permissions: ['a', 'b'],
    max_discount: 1000,
    max_refund: 500,
  }
  const role = (permissions: string[], max_discount: number | null = 0, max_refund: number | null = 0) =>
    ({ permissions, max_discount, max_refund }) as Role
  expect(mayGive(role(['a']), site)).toBe(true)
  expect(mayGive(role(['a', 'c']), site)).toBe(false)
  expect(mayGive(role(['a'], 1000), site)).toBe(true)
  expect(mayGive(role(['a'], 1001), site)).toBe(false)
  expect(mayGive(role(['a'], null), site)).toBe(false)
  expect(mayGive(role(['a'], null), { ...site, max_discount: null })).toBe(true)
  expect(mayGive(role([], null), site)).toBe(true)
  expect(mayGive(role(['a'], 0, 500), site)).toBe(true)
  expect(mayGive(role(['a'], 0, 501), site)).toBe(false)
  expect(mayGive(role(['a'], 0, null), site)).toBe(false)
})

test('a site has one role or none', () => {
  expect(withRole([at('lac', 'parts')], 'lac', 'advisor')).toEqual([at('lac', 'advisor')])
  expect(withRole([at('lac', 'parts')], 'sfx', 'advisor')).toEqual([at('lac', 'parts'), at('sfx', 'advisor')])
  expect(withRole([at('lac', 'parts')], 'lac', undefined)).toEqual([])
})
