import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { startLocale } from '@/app/locale'
import { type FieldChange, pageOf, verbOf } from './audit'
import { Differences } from './Differences'
import { dayEnd, dayStart } from './days'
import { valueText } from './value'

beforeAll(() => startLocale())

test('an entry leads to its record, if that has a page', () => {
  expect(pageOf({ entity: 'work_order', entity_id: '7' })).toBe('/work-orders/7')
  expect(pageOf({ entity: 'api_key', entity_id: '7' })).toBeNull()
  expect(verbOf('work_order.hand_over')).toBe('hand_over')
})

test('a day asked for is asked for whole, on the site’s clock', () => {
  expect(dayStart('2026-11-01', 'Africa/Tunis')).toBe('2026-10-31T23:00:00.000Z')
  expect(dayEnd('2026-11-30', 'Africa/Tunis')).toBe('2026-11-30T23:00:00.000Z')
})

test('whatever stood in a field is told as a text', () => {
  expect(valueText('')).toBeNull()
  expect(valueText(['a', null])).toBe('a, —')
  expect(valueText({ site: 'LAC', role: 'parts' })).toBe('site: LAC · role: parts')
  expect(valueText(0)).toBe('0')
})

function linesOf(changes: FieldChange[], siteId: string | null = null) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(['sites', 'lac'], { currency: 'TND', currency_decimals: 3 })
  const { container } = render(
    <QueryClientProvider client={client}>
      <Differences changes={changes} siteId={siteId} />
    </QueryClientProvider>,
  )
  return [...container.querySelectorAll('dl > div')].map((line) => line.textContent)
}

test('a difference says what was there and what is', () => {
  const changes = [
    { field: 'phone', before: null, after: '+21620999888' },
    { field: 'archived', before: false, after: true },
    { field: 'unknown_field', before: 'a', after: null },
  ]
  expect(linesOf(changes)).toEqual(['Téléphonevide+21620999888', 'ArchivéNonOui', 'unknown fieldavide'])
})

test('an amount has its currency: the record’s own, or its site’s', () => {
  const rate = [{ field: 'labour_rate', before: 60_000, after: 65_500 }]
  expect(linesOf(rate, 'lac')).toEqual(['Taux horaire60,000\u00a0DT65,500\u00a0DT'])
  const payment = { field: 'payments/1', before: null, after: { tender: 'cash', amount: 1050 } }
  const currency = { field: 'currency', before: null, after: 'EUR' }
  expect(linesOf([payment, currency])[0]).toContain('amount: 10,50\u00a0€')
  expect(linesOf([{ field: 'year', before: 2019, after: 2020 }], 'lac')[0]).toContain('20192020')
})
