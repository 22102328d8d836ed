import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Product, PurchaseOrder, Supplier, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, settled, shot, visible } from './browser'
import { apiOf, approvedOrder, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let site: Id
let battery: Product
let purchase: PurchaseOrder
let order: WorkOrder

/** A battery that nobody knows by a number yet, ordered twice; a car whose job wants one. */
beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  const body = { sku: 'E2E-BAT', name: 'Batterie du test', price: 250_000, vat_rate: 1900 }
  battery = await api.post<Product>('/products', body)
  const supplier = await api.post<Supplier>('/suppliers', { name: 'Assad du test' })
  const bought = [{ product_id: battery.id, packs: 2000, pack_cost: 150_000 }]
  const draft = { site_id: site, supplier_id: supplier.id, lines: bought }
  purchase = await api.post<PurchaseOrder>('/purchase-orders', draft)
  await api.post(`/purchase-orders/${purchase.id}/send`, {})
  order = await approvedOrder(api, site, {
    customer: { name: 'Leïla Rappel', phone: '+21698123987' },
    plate: '219 TU 4825',
    concern: 'Démarre mal',
    title: 'Batterie',
    product: battery.id,
    quantity: 1000,
  })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, email: OWNER, ...look })

test('a battery is received by its number, put on a car by it, and found again for a recall', async () => {
  const { context, page, problems } = await opened(`/products/${battery.id}`)
  await page.getByRole('button', { name: 'Modifier' }).first().click()
  await page.getByLabel('Les pièces se reconnaissent par').click()
  await page.locator('.ant-select-item-option').getByText('Numéro de série, un par pièce').click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const panel = page.getByRole('region', { name: 'Numéros de série en stock' })
  await visible(panel)

  await page.goto(`${garage.url}/purchase-orders/${purchase.id}`)
  await page.getByRole('button', { name: 'Réceptionner' }).first().click()
  const numbers = page.getByLabel('Numéros de série Batterie du test')
  for (const number of ['AS-41001', 'AS-41002']) {
    await numbers.fill(number)
    await numbers.press('Enter')
  }
  await shot(page, 'serials-receive')
  await page.getByRole('dialog').getByRole('button', { name: 'Entrer en stock' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.goto(`${garage.url}/products/${battery.id}`)
  await visible(panel.getByText('AS-41002'))
  await shot(page, 'serials-article')

  await page.goto(`${garage.url}/work-orders/${order.id}`)
  const parts = page.getByRole('region', { name: 'Pièces', exact: true })
  await parts.getByRole('button', { name: 'Sortir Batterie du test' }).click()
  const fitted = page.getByRole('region', { name: 'Numéros des pièces montées' })
  await visible(fitted.getByText('Numéros manquants'))
  // It is asked for at once: whoever has the piece in hand reads it.
  const asked = fitted.getByLabel('Numéro de Batterie du test')
  await expect.poll(() => asked.evaluate((field) => field === document.activeElement)).toBe(true)
  await shot(page, 'serials-asked')
  await page.goto(`${garage.url}/store/recall?show=missing`)
  await visible(page.getByText('219 TU 4825'))
  await shot(page, 'serials-missing')
  const told = page.getByLabel('Numéro de Batterie du test')
  await told.fill('as 41001')
  await told.press('Enter')
  await told.waitFor({ state: 'detached' })
  await page.goto(`${garage.url}/work-orders/${order.id}`)
  await visible(fitted.getByRole('button', { name: /était mal lu/ }))
  await shot(page, 'serials-order')

  await page.goto(`${garage.url}/store/recall`)
  await page.getByLabel('Début d’un numéro de série').fill('AS-41')
  await visible(page.getByText('219 TU 4825'))
  await visible(page.getByText('Leïla Rappel'))
  await visible(page.getByText('AS-41002'))
  await shot(page, 'serials-recall')
  await page.getByRole('button', { name: 'Exporter' }).click()
  const download = page.waitForEvent('download')
  await page.locator('.ant-dropdown').getByText('CSV').click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv).toContain('219 TU 4825')
  expect(csv).toContain("'+21698123987")
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('article, order and recall are well made on %s', async (name, look) => {
  for (const [place, path] of [
    ['article', `/products/${battery.id}`],
    ['order', `/work-orders/${order.id}`],
    ['recall', '/store/recall?number=AS'],
    ['missing', '/store/recall?show=missing'],
    ['vehicle', `/vehicles/${order.vehicle?.id}`],
  ] as const) {
    const { context, page, problems } = await opened(path, look)
    if (place === 'missing') await visible(page.locator('.data-table').first())
    else await visible(page.getByText(place === 'article' ? 'AS-41002' : 'AS-41001').first())
    await settled(page)
    await shot(page, `serials-${place}-${name.replaceAll(' ', '-')}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  }
})
