import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Product, Supplier } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, settled, shot, visible } from './browser'
import { apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let site: Id
let filter: Product
let supplier: Supplier

/** A filter and oil by the litre and the can, at a site that values first in, first out and sells to whoever walks in. */
beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  await api.put(`/stock/valuations/${site}`, { method: 'fifo' })
  filter = await api.post<Product>('/products', {
    sku: 'CPT-1',
    name: 'Filtre du comptoir',
    price: 22_550,
    vat_rate: 1900,
  })
  const packs = [{ name: 'Bidon 5 L', factor: 5000, price: 85_000 }]
  const liquid = { sku: 'CPT-2', name: 'Huile du comptoir', price: 18_000, vat_rate: 1900, unit: 'litre', packs }
  const oil = await api.post<Product>('/products', liquid)
  const lines = [filter, oil].map(({ id }) => ({ product_id: id, quantity: 50_000, unit_cost: 9_000 }))
  await api.post('/stock/receipts', { site_id: site, lines })
  supplier = await api.post<Supplier>('/suppliers', { name: 'Fournisseur du comptoir' })
  const ordered = {
    site_id: site,
    supplier_id: supplier.id,
    lines: [{ product_id: filter.id, packs: 2000, pack_cost: 9_500 }],
  }
  const order = await api.post<{ id: Id; lines: { id: Id }[] }>('/purchase-orders', ordered)
  await api.post(`/purchase-orders/${order.id}/send`, {})
  await api.post(`/purchase-orders/${order.id}/receive`, { lines: [{ line_id: order.lines[0]?.id, packs: 2000 }] })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

test('parts are sold over the counter with the keyboard alone, in under ten seconds, to whoever walks in', async () => {
  const { context, page, problems } = await opened('/counter')
  await visible(page.getByText('Client de passage').first())
  const began = Date.now()
  // Scanned twice, and once looked for.
  for (const _ of [1, 2]) {
    await page.keyboard.type('CPT-1')
    await page.keyboard.press('Enter')
    await visible(page.getByLabel('Quantité Filtre du comptoir'))
  }
  await expect.poll(() => page.getByLabel('Quantité Filtre du comptoir').inputValue()).toBe('2')
  await page.keyboard.type('huile du comptoir')
  await page.keyboard.press('Enter')
  await visible(page.getByLabel('Quantité Huile du comptoir'))
  await page.keyboard.type('4,5')
  await page.keyboard.press('Enter')
  // 2 × 22,550 and 4,5 × 18,000 with 19 % VAT, and the stamp.
  await visible(page.getByText(/151,059/).first())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}\?next=1/)
  expect(Date.now() - began).toBeLessThan(10_000)
  const issue = page.getByRole('button', { name: 'Émettre la facture' }).first()
  await expect.poll(() => issue.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('tooltip').getByRole('button', { name: 'Émettre la facture' }).click()
  await visible(page.getByText(/F-LAC-/).first())
  expect(problems).toEqual([])
  await context.close()
})

test('cans are chosen, pieces are not cut, and the layers of what is left are seen', async () => {
  const { context, page, problems } = await opened('/counter')
  await page.keyboard.type('CPT-2')
  await page.keyboard.press('Enter')
  await page.getByLabel('Unité Huile du comptoir').click()
  await page.getByText('Bidon 5 L').last().click()
  // A can at 85,000 with VAT and the stamp.
  await visible(page.getByText(/102,150/).first())
  await page.goto(`/products/${filter.id}`)
  await visible(page.getByText('Couches de coût'))
  await page.goto(`/suppliers/${supplier.id}`)
  await visible(page.getByText('Taux de service'))
  await visible(page.getByText(/100 %/).first())
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a phone', { viewport: PHONE }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the counter is well made on %s', async (_name, look) => {
  const { context, page, problems } = await opened('/counter', look)
  await page.keyboard.type('CPT-1')
  await page.keyboard.press('Enter')
  await settled(page)
  expect(await findings(page)).toEqual([])
  await shot(page, `counter-${_name.replaceAll(' ', '-')}`)
  expect(problems).toEqual([])
  await context.close()
})
