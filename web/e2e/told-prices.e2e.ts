import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Invoice, InvoiceRow, Page as Rows, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

/** An order with an oil change at a net price, and oil that is sold over the counter. */
beforeAll(async () => {
  const oil = { sku: 'TTC-1', name: 'Huile du comptoir', price: 18_000, vat_rate: 1900, tracked: false }
  await api.post('/products', oil)
  const owner = await api.post<Customer>('/customers', { kind: 'person', name: 'Leïla Vidange' })
  const plate = { owner_id: owner.id, plate: '231 TU 4000', make: 'Peugeot', model: '208' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', plate)
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: owner.id,
    vehicle_id: vehicle.id,
    concern: 'Vidange',
    jobs: [
      {
        title: 'Vidange',
        lines: [{ kind: 'fee', description: 'Forfait vidange', quantity: 1000, unit_price: 35_000 }],
      },
    ],
  })
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const read = () => api.get<WorkOrder>(`/work-orders/${order.id}`)

test('a price is told with tax, suspended by a discount, and asked for again without', async () => {
  const { page, context, problems } = await opened(`/work-orders/${order.id}`, { viewport: DESK })
  await page.getByRole('button', { name: 'Prix TTC' }).click()
  const line = page.getByRole('row').filter({ hasText: 'Forfait vidange' })
  await line.getByRole('textbox', { name: 'Prix TTC' }).fill('40')
  await page.keyboard.press('Enter')
  await visible(line.getByText('TTC'))
  await expect.poll(async () => (await read()).totals.total).toBe(41_000)
  const totals = page.locator('.totals-list').first()
  await visible(totals.getByText('Arrondi'))
  await shot(page, 'told-desk')
  expect(await findings(page)).toEqual([])

  await line.getByRole('textbox', { name: 'Remise' }).fill('10')
  await page.keyboard.press('Enter')
  await visible(line.locator('s'))
  await expect.poll(() => totals.getByText('Arrondi').count()).toBe(0)
  await shot(page, 'told-suspended')
  expect(await findings(page)).toEqual([])
  await line.getByRole('textbox', { name: 'Remise' }).fill('0')
  await page.keyboard.press('Enter')
  await visible(totals.getByText('Arrondi'))

  const entry = page.locator('tr.entry')
  await entry.getByRole('combobox', { name: 'Ajouter une ligne' }).fill('Lavage moteur')
  await page.getByRole('option').filter({ hasText: 'Frais' }).click()
  await entry.getByRole('textbox', { name: 'Prix TTC' }).fill('25')
  await page.keyboard.press('Enter')
  await visible(page.getByRole('row').filter({ hasText: 'Lavage moteur' }).getByText('TTC'))
  await expect.poll(async () => (await read()).totals.total).toBe(66_000)
  expect(problems).toEqual([])
  await context.close()
})

test('it is read in Arabic and on a telephone, and the invoice has its rounding', async () => {
  for (const look of [
    { language: 'ar', theme: 'dark', viewport: DESK },
    { language: 'en', viewport: PHONE },
  ] as Look[]) {
    const { page, context, problems } = await opened(`/work-orders/${order.id}`, look)
    await visible(page.locator('.totals-list').first())
    await page.locator('tr.entry').first().scrollIntoViewIfNeeded()
    await shot(page, `told-${look.language}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  }
  const path = `/work-orders/${order.id}`
  const decisions = (await read()).jobs.map(({ id }) => ({ job_id: id, decision: 'approve' }))
  await api.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const { items: staff } = await api.get<Rows<{ id: Id }>>(`/staff?site=${site}&role=technician`)
  await api.post(`${path}/assign`, { technician_id: staff[0]?.id })
  await api.post(`${path}/start`, {})
  await api.post(`${path}/complete`, { odometer_out: 200_000 })
  const drafts = () => api.get<Rows<InvoiceRow>>(`/invoices?work_order=${order.id}`)
  await expect.poll(async () => (await drafts()).items.length, { timeout: 10_000 }).toBe(1)
  const invoice = await api.post<Invoice>(`/invoices/${(await drafts()).items[0]?.id}/issue`, {})
  expect([invoice.totals.gross + (invoice.totals.rounding ?? 0), invoice.totals.total]).toEqual([65_000, 66_000])
  const { page, context, problems } = await opened(`/invoices/${invoice.id}`, { viewport: DESK, language: 'ar' })
  await visible(page.locator('.totals-list').first())
  await shot(page, 'told-invoice')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('over the counter too', async () => {
  const { page, context, problems } = await opened('/counter', { viewport: DESK })
  await page.locator('main').getByRole('combobox').first().fill('TTC-1')
  await page.getByRole('option').filter({ hasText: 'Huile du comptoir' }).click()
  await page.getByRole('button', { name: 'Prix TTC' }).click()
  await page.getByRole('textbox', { name: 'Prix TTC Huile du comptoir' }).fill('40')
  await page.keyboard.press('Enter')
  await visible(page.locator('.totals-list').getByText('Arrondi'))
  await shot(page, 'told-counter')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
