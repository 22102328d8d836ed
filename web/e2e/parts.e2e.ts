import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Product, Supplier, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, visible } from './browser'
import { apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let site: Id
let order: WorkOrder

type Api = Awaited<ReturnType<typeof apiOf>>

/** PRODUCT.md 3.4: a job waits for two discs that Stafim sells, and a filter is below its minimum. */
beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  const disc = await sold(api, 'E2E-DISC', 'Disque du test', 60_000)
  const customer = await api.post<{ id: Id }>('/customers', { kind: 'person', name: 'Leïla Magasin' })
  const car = { owner_id: customer.id, plate: '219 TU 4823', make: 'Peugeot', model: '208' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', car)
  const lines = [{ kind: 'part', product_id: disc.id, quantity: 2000 }]
  const jobs = [{ title: 'Freins avant', lines }]
  const whose = { site_id: site, customer_id: customer.id, vehicle_id: vehicle.id }
  order = await api.post<WorkOrder>('/work-orders', { ...whose, concern: 'Bruit', jobs })
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`/work-orders/${order.id}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function sold(api: Api, sku: string, name: string, cost: number): Promise<Product> {
  const product = await api.post<Product>('/products', { sku, name, price: cost * 2, vat_rate: 1900 })
  const supplier = await api.post<Supplier>('/suppliers', { name: 'Stafim du test', lead_days: 2 })
  await api.put(`/suppliers/${supplier.id}/items/${product.id}`, { pack_cost: cost, preferred: true })
  return product
}

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

test('what a job is short of is ordered with one press, comes in part, and the light of the job follows', async () => {
  const { context, page, problems } = await opened(`/work-orders/${order.id}`)
  const job = page.getByRole('region', { name: 'Freins avant' })
  await visible(job.getByText('Manque', { exact: true }))

  await page.goto('/parts')
  await visible(page.getByText('Disque du test'))
  await page.getByRole('button', { name: 'Commander tout ce qui manque' }).click()
  await visible(page.getByText(/^Sur (la commande|les commandes) .*PO-LAC-/))
  await page.getByRole('row', { name: /Stafim du test/ }).click()
  await page.waitForURL(/\/purchase-orders\/[0-9a-f-]{36}/)
  await visible(page.getByText(order.number))
  await page.getByRole('button', { name: 'Marquer comme envoyée' }).click()
  await visible(page.locator('.page-header').getByText('Envoyée', { exact: true }))

  await page.getByRole('button', { name: 'Réceptionner' }).click()
  await page.getByLabel(/N° du bon|Bon de livraison/).fill('BL-E2E')
  await page.getByLabel('Colis Disque du test').fill('1')
  await page.getByRole('button', { name: 'Entrer en stock' }).click()
  await visible(page.getByText('Reçue en partie'))
  await page.goto(`/work-orders/${order.id}`)
  await visible(job.getByText('En route', { exact: true }))

  await page.goBack()
  await page.getByRole('button', { name: 'Réceptionner' }).click()
  await page.getByRole('button', { name: 'Entrer en stock' }).click()
  await visible(page.getByText('Reçue', { exact: true }))
  await page.goto(`/work-orders/${order.id}`)
  await visible(job.getByText('Sur place', { exact: true }))
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a phone', { viewport: PHONE }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the parts desk, the orders and the suppliers are well made on %s', async (_name, look) => {
  for (const path of ['/parts', '/purchase-orders', '/suppliers']) {
    const { context, page, problems } = await opened(path, look)
    expect(await findings(page), path).toEqual([])
    expect(problems, path).toEqual([])
    await context.close()
  }
})
