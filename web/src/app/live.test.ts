import { expect, test } from 'vitest'
import type { LiveEvent } from '@/api/types'
import { concernsRights, sseParser } from './live'
import { staleKeys } from './staleKeys'

test('events arrive whole however the stream is cut', () => {
  const seen: LiveEvent[] = []
  const feed = sseParser((event) => seen.push(event))
  const text = ': hello\n\nevent: x\ndata: {"type":"work_order.started","id":"1","site_id":null}\n\n'
  for (const letter of text) feed(letter)
  expect(seen).toEqual([{ type: 'work_order.started', id: '1', site_id: null }])
})

test('an event makes the lists of its kind stale', () => {
  expect(staleKeys('work_order.started')).toEqual(['work-orders', 'quotes', 'work-in-progress'])
  expect(staleKeys('stock.received')).toContain('reservations')
  expect(staleKeys('unknown.thing')).toEqual([])
  expect(staleKeys('customer.merged')).toContain('vehicles')
})

test("what changes one's own rights is told from what changes those of others", () => {
  const event = (type: string, id: string): LiveEvent => ({ type, id, site_id: null })
  expect(concernsRights(event('user.changed', 'me'), 'me')).toBe(true)
  expect(concernsRights(event('user.changed', 'somebody'), 'me')).toBe(false)
  expect(concernsRights(event('role.changed', 'any'), 'me')).toBe(true)
  expect(concernsRights(event('customer.saved', 'me'), 'me')).toBe(false)
})
