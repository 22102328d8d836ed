import { expect, test } from 'vitest'
import type { MySite, Place, Role, User } from '@/api/types'
import { matching, rolesAt } from './matching'
import { mayGive, withRole } from './places'

function user(name: string, email: string, more: Partial<User> = {}): User {
  return {
    id: name,
    name,
    email,
    language: 'fr',
    state: 'active',
    everywhere_role: null,
    superuser: false,
    sites: [],
    second_factor: false,
    created_at: '2026-01-01T00:00:00Z',
    last_seen_at: null,
    version: 1,
    actions: [],
    ...more,
  }
}

const at = (site_id: string, role: string): Place => ({ site_id, role })
const hela = user('Héla Ben Salah', 'hela@garage.example', { everywhere_role: 'owner' })
const amine = user('Amine', 'amine@garage.example', { sites: [at('lac', 'technician')] })
const imen = user('Imen', 'imen.j@garage.example', { state: 'invited', sites: [at('sfx', 'advisor')] })
const all = [hela, amine, imen]
const found = (filter: Parameters<typeof matching>[1]) => matching(all, filter).map(({ name }) => name)

test('people are found by the beginnings of their names and addresses, accents or not', () => {
  expect(found({ q: 'hela' })).toEqual(['Héla Ben Salah'])
  expect(found({ q: 'sal hél' })).toEqual(['Héla Ben Salah'])
  expect(found({ q: 'imen.j@' })).toEqual(['Imen'])
  expect(found({ q: 'mine' })).toEqual([])
  expect(found({})).toHaveLength(3)
})

test('a role held everywhere counts at every site, unless the site has its own', () => {
  expect(found({ site: 'lac' })).toEqual(['Héla Ben Salah', 'Amine'])
  expect(found({ site: 'lac', role: 'advisor' })).toEqual([])
  expect(found({ role: 'owner' })).toEqual(['Héla Ben Salah'])
  expect(found({ state: 'invited' })).toEqual(['Imen'])
  const both = user('X', 'x@y.tn', { everywhere_role: 'manager', sites: [at('lac', 'parts')] })
  expect(rolesAt(both, 'lac')).toEqual(['parts'])
  expect(rolesAt(both, 'sfx')).toEqual(['manager'])
})

test('nobody gives more than they hold there', () => {
  const site: MySite = { id: 'lac', code: 'LAC', name: 'Lac', role: 'manager', closed: false, permissions: ['a', 'b'] }
  const role = (permissions: string[]) => ({ permissions }) as Role
  expect(mayGive(role(['a']), site)).toBe(true)
  expect(mayGive(role(['a', 'c']), site)).toBe(false)
})

test('a site has one role or none', () => {
  expect(withRole([at('lac', 'parts')], 'lac', 'advisor')).toEqual([at('lac', 'advisor')])
  expect(withRole([at('lac', 'parts')], 'sfx', 'advisor')).toEqual([at('lac', 'parts'), at('sfx', 'advisor')])
  expect(withRole([at('lac', 'parts')], 'lac', undefined)).toEqual([])
})
