import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Product, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { apiOf, approvedOrder, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let site: Id
let disc: Product
let order: WorkOrder

/** Five discs lie on the site's own shelves, and an order wants one. */
beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  disc = await api.post<Product>('/products', {
    sku: 'E2E-VAN',
    name: 'Disque du fourgon',
    price: 96_400,
    vat_rate: 1900,
  })
  const line = { product_id: disc.id, quantity: 5000, unit_cost: 50_000 }
  await api.post('/stock/receipts', { site_id: site, lines: [line] })
  order = await approvedOrder(api, site, {
    customer: { name: 'Leïla Fourgon' },
    plate: '221 TU 4826',
    concern: 'Bruit',
    title: 'Freins avant',
    product: disc.id,
    quantity: 1000,
  })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

test('a van is made and loaded, a technician’s telephone takes from it, and it is counted by itself', async () => {
  const { page, context, problems } = await opened('/store/locations')
  await page.getByRole('button', { name: 'Nouvelle réserve ou nouveau fourgon' }).first().click()
  await page.getByLabel('Nom', { exact: true }).fill('Fourgon de Sami')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Fourgon de Sami' }))
  await page.getByRole('button', { name: 'Y ranger un article' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Scanner ou saisir le code d’une pièce').fill('e2e van')
  await dialog.getByLabel('Scanner ou saisir le code d’une pièce').press('Enter')
  await dialog.getByLabel('Quantité').fill('9')
  await dialog.getByRole('button', { name: 'Déplacer' }).click()
  await visible(dialog.getByText('Le reste est dans une réserve ou un fourgon : déplacez-le d’abord.').first())
  await dialog.getByLabel('Quantité').fill('3')
  await dialog.getByRole('button', { name: 'Déplacer' }).click()
  await visible(page.getByText('Disque du fourgon').first())
  await visible(page.getByText('Venu de : Rayons du site'))
  const van = page.url()
  await shot(page, 'location-desk')

  await page.goto(`/products/${disc.id}`)
  const where = page.getByRole('region', { name: 'Où c’est rangé' })
  await visible(where.getByText('Fourgon de Sami'))
  await visible(where.getByText('3').first())

  const phone = await opened(`/work-orders/${order.id}`, { viewport: PHONE })
  const parts = phone.page.getByRole('region', { name: 'Pièces' })
  await parts.getByLabel('Prendre dans').click()
  await phone.page.getByTitle('Fourgon de Sami').click()
  await parts.getByRole('button', { name: 'Sortir Disque du fourgon' }).click()
  await visible(parts.getByText('Sortie', { exact: true }))
  await shot(phone.page, 'location-parts-phone')
  expect(phone.problems).toEqual([])
  await phone.context.close()

  await page.goto(van)
  await visible(page.getByText(order.number))
  await page.getByRole('button', { name: 'Compter' }).click()
  await visible(page.getByText('Fourgon de Sami').first())
  await visible(page.getByText('Disque du fourgon').first())
  expect(problems.filter((problem) => !/409/.test(problem))).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'location-list', { viewport: DESK }],
  ['a dark phone in Arabic', 'location-list-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('rooms and vans are well made on %s', async (_name, name, look) => {
  const { context, page, problems } = await opened('/store/locations', look)
  await visible(page.getByText('Fourgon dépannage'))
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page.getByText('Fourgon dépannage').click()
  await visible(page.locator('.data-table').first())
  await shot(page, `${name}-one`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
