import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Page as ListOf, ProductRow, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, settled, shot, visible } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, ADVISOR)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

/** With a job that is approved and one that waits. */
async function priced(id: Id): Promise<WorkOrder> {
  const part = { kind: 'part', description: 'Kit embrayage', quantity: 1000, unit_price: 420_000 }
  await api.post(`/work-orders/${id}/jobs`, { title: 'Embrayage', lines: [part] })
  const order = await api.post<WorkOrder>(`/work-orders/${id}/jobs`, {
    title: 'Vidange',
    lines: [{ kind: 'fee', description: 'Vidange', quantity: 1000, unit_price: 90_000 }],
  })
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve', reason: null }]
  return api.post<WorkOrder>(`/work-orders/${id}/authorise`, { decisions, method: 'phone', by_name: 'Ben Salah' })
}

test('a caller is written down in words, and their quote becomes the work order of the car that comes', async () => {
  const { context, page, problems } = await opened('/quotes?new=1')
  const asking = page.getByRole('dialog')
  await asking.getByLabel('Appelant', { exact: true }).fill('Monsieur Ben Salah')
  await asking.getByLabel('Téléphone', { exact: true }).fill('+216 22 333 444')
  await asking.getByLabel('Voiture, en mots', { exact: true }).fill('Clio 4 diesel')
  await asking.getByLabel('Demande', { exact: true }).fill('Combien pour l’embrayage ?')
  await asking.getByRole('button', { name: 'Continuer vers les prix' }).click()
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}/)
  await visible(page.getByText('Clio 4 diesel').first())
  // Nobody works on a car that has not come, and it has no key.
  expect(await page.getByLabel('N° de clé', { exact: true }).count()).toBe(0)
  const id = page.url().split('/').at(-1) as Id
  const { number } = await priced(id)
  await visible(page.getByText('Kit embrayage').first())
  // What was written down in words is an article now, at the price that was said.
  const { items } = await api.get<ListOf<ProductRow>>(`/products?q=filtre&limit=1&site=${site}`)
  const article = items[0] as ProductRow
  await page.getByLabel('Article de Kit embrayage').fill(article.sku)
  await page.getByText(`${article.sku} · ${article.name}`).click()
  await visible(page.getByText(article.sku, { exact: true }).first())
  await page.getByRole('button', { name: 'La voiture vient' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('Nouveau client', { exact: true }).inputValue()).toBe('Monsieur Ben Salah')
  await dialog.getByLabel('Nouveau véhicule : immatriculation', { exact: true }).fill('231 TU 7788')
  await dialog.getByLabel('Marque', { exact: true }).fill('Renault')
  await dialog.getByLabel('Modèle', { exact: true }).fill('Clio')
  await dialog.getByRole('button', { name: 'La voiture vient' }).click()
  await visible(page.getByText('231 TU 7788').first())
  await visible(page.getByLabel('N° de clé', { exact: true }))
  const order = await api.get<WorkOrder>(`/work-orders/${id}`)
  expect([order.number, order.state, order.jobs.map(({ title }) => title)]).toEqual([number, 'approved', ['Embrayage']])
  expect(order.customer.name).toBe('Monsieur Ben Salah')
  const [part] = order.jobs[0]?.lines ?? []
  expect([part?.product_id, part?.unit_price]).toEqual([article.id, 420_000])
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a phone', { viewport: PHONE }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('quotes are well made on %s', async (_name, look) => {
  const { context, page, problems } = await opened('/quotes', look)
  await visible(page.getByText('M. Trabelsi').first())
  await settled(page)
  expect(await findings(page)).toEqual([])
  await shot(page, `quotes-${_name.replaceAll(' ', '-')}`)
  await page.getByText('M. Trabelsi').first().click()
  await page.waitForURL(/\/work-orders\//)
  await visible(page.getByText('Clio 4 diesel, 2015').first())
  await settled(page)
  expect(await findings(page)).toEqual([])
  await shot(page, `quote-${_name.replaceAll(' ', '-')}`)
  expect(problems).toEqual([])
  await context.close()
})
