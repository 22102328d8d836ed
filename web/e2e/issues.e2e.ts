import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Product, Supplier, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, visible } from './browser'
import { apiOf, approvedOrder, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let site: Id
let order: WorkOrder
let technician: string

/** PRODUCT.md 3.2 step 10: two discs lie there for the Peugeot's brakes, beside a part that nobody wants. */
beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  const article = async (sku: string, name: string, more: object = {}) => {
    const body = { sku, name, price: 96_400, vat_rate: 1900, ...more }
    const product = await api.post<Product>('/products', body)
    const line = { product_id: product.id, quantity: 5000, unit_cost: 50_000 }
    await api.post('/stock/receipts', { site_id: site, lines: [line] })
    return product
  }
  const disc = await article('E2E-DISC', 'Disque du test', { barcode: '2009999000017' })
  await article('E2E-WRONG', 'Plaquettes d’une autre')
  await api.post<Supplier>('/suppliers', { name: 'Stafim du test' })
  order = await approvedOrder(api, site, {
    customer: { name: 'Leïla Freins' },
    plate: '219 TU 4824',
    concern: 'Bruit',
    title: 'Freins avant',
    product: disc.id,
    quantity: 2000,
  })
  const staff = await api.get<{ items: { id: Id }[] }>(`/staff?site=${site}&role=technician`)
  const users = await api.get<{ items: { id: Id; email: string }[] }>('/users?limit=100')
  technician = users.items.find(({ id }) => id === staff.items[0]?.id)?.email ?? ''
  await api.post(`/work-orders/${order.id}/assign`, { technician_id: staff.items[0]?.id })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, email = OWNER, look: Look = {}) => openAt(browser, garage, path, { site, email, ...look })

test('a technician scans two discs on the telephone, a wrong part is refused, and one goes back at the desk', async () => {
  const phone = await opened(`/work-orders/${order.id}`, technician, { viewport: PHONE })
  const parts = phone.page.getByRole('region', { name: 'Pièces' })
  const scan = parts.getByLabel('Scanner ou saisir le code d’une pièce')
  await visible(parts.getByText('Réservée', { exact: true }))
  await scan.fill('E2E-WRONG')
  await scan.press('Enter')
  await visible(phone.page.getByText('Cet ordre n’attend pas cette pièce. E2E-WRONG Plaquettes d’une autre'))
  await scan.fill('2009999000017')
  await scan.press('Enter')
  await visible(phone.page.getByText('Sortie : Disque du test × 1'))
  await scan.fill('e2e disc')
  await scan.press('Enter')
  await visible(parts.getByText('Sortie', { exact: true }))
  expect(phone.problems.filter((problem) => !/409/.test(problem))).toEqual([])

  const desk = await opened(`/work-orders/${order.id}`)
  const atDesk = desk.page.getByRole('region', { name: 'Pièces' })
  await atDesk.getByRole('button', { name: 'Remettre Disque du test en rayon' }).click()
  await desk.page.getByLabel('Quantité').last().fill('1')
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Remettre' }).click()
  await visible(atDesk.getByText('Réservée', { exact: true }))
  await visible(parts.getByText('Réservée', { exact: true }))
  await atDesk.getByRole('button', { name: 'Sortir Disque du test' }).click()
  await visible(atDesk.getByText('Sortie', { exact: true }))
  await visible(desk.page.getByText('Pièce sortie').first())
  expect(desk.problems).toEqual([])
  await Promise.all([phone.context.close(), desk.context.close()])
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('an order’s parts are well made on %s', async (_name, look) => {
  const { context, page, problems } = await opened(`/work-orders/${order.id}`, OWNER, look)
  await visible(page.locator('.order-parts').first())
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
