import { expect, test } from 'vitest'
import type { Me } from '@/api/types'
import { limitAt, mayAnywhere, mayAt } from './may'
import { ADMINISTRATION, firstPlace, openTo, PLACES } from './places'

function someone(...permissions: string[][]): Me {
  const sites = permissions.map((held, at) => ({
    id: `site-${at}`,
    code: `S${at}`,
    name: `Site ${at}`,
    role: 'technician',
    closed: false,
    permissions: held,
    max_discount: at === 0 ? 1000 : null,
    max_refund: 0,
  }))
  return {
    id: 'x',
    name: 'X',
    email: 'x@y.tn',
    user_name: null,
    language: 'fr',
    superuser: false,
    has_password: true,
    has_pin: false,
    sites,
  }
}

const names = (me: Me | null) => openTo(me, [...PLACES, ...ADMINISTRATION]).map(({ name }) => name)

test('a page is offered to those who may open it at one of their sites', () => {
  expect(names(someone(['customer.read'], ['user.read']))).toEqual(['customers', 'users'])
  expect(names(someone([]))).toEqual([])
  expect(names(null)).toEqual([])
})

test('one begins where one may be, and at the profile when nothing is open', () => {
  expect(firstPlace(someone(['work_order.read', 'customer.read']))).toBe('/board')
  expect(firstPlace(someone(['invoice.read']))).toBe('/invoices')
  expect(firstPlace(someone([]))).toBe('/profile')
  // A customer, who works at no site.
  expect(firstPlace(someone())).toBe('/my-fleet')
})

test('a permission at one site is none at another', () => {
  const me = someone(['user.read'], [])
  expect(mayAt(me, 'site-0', 'user.read')).toBe(true)
  expect(mayAt(me, 'site-1', 'user.read')).toBe(false)
  expect(mayAnywhere(me, ['role.manage', 'user.read'])).toBe(true)
})

test('a discount is given up to the limit at the site, and not at all where somebody does not work', () => {
  const me = someone([], [])
  expect([limitAt(me, 'site-0'), limitAt(me, 'site-1'), limitAt(me, 'site-2')]).toEqual([1000, null, 0])
  expect(limitAt(null, 'site-0')).toBe(0)
})
