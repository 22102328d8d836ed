import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Invoice, InvoiceRow, Page as Rows, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

const LABOUR = 60_000

/** An order of two jobs of labour, of a customer of the demonstration; the insurer is a customer like any other. */
beforeAll(async () => {
  const labour = { kind: 'labour', quantity: 1000, unit_price: LABOUR }
  const owner = await api.post<Customer>('/customers', { kind: 'person', name: 'Leïla Remise' })
  await api.post<Customer>('/customers', { kind: 'business', name: 'Assurances Carthage' })
  const vehicle = await api.post<{ id: Id }>('/vehicles', {
    owner_id: owner.id,
    plate: '230 TU 8080',
    make: 'Peugeot',
    model: '208',
  })
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: owner.id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
    jobs: [
      { title: 'Freins avant', lines: [labour] },
      { title: 'Vidange', lines: [labour] },
    ],
  })
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const read = () => api.get<WorkOrder>(`/work-orders/${order.id}`)

test('the whole order costs a tenth less, and an insurer pays a half of one job', async () => {
  const { page, context, problems } = await opened(`/work-orders/${order.id}`, { viewport: DESK })
  const panel = page.getByRole('region', { name: 'Remises et payeurs' })
  await panel.getByRole('button', { name: 'Remise' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Part du prix').fill('10')
  await dialog.getByLabel('Motif').fill('Fidélité')
  await shot(page, 'discount-dialog')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(panel.getByText('Fidélité'))
  await expect.poll(async () => (await read()).totals.net).toBe(2 * LABOUR * 0.9)

  await panel.getByRole('button', { name: 'Qui paie' }).first().click()
  await dialog.getByRole('combobox').last().fill('Assurances Carthage')
  await page.locator('.ant-select-item').filter({ hasText: 'Assurances Carthage' }).click()
  await dialog.getByLabel('Part prise en charge').fill('50')
  await dialog.getByLabel('Motif').fill('Accord par téléphone')
  await shot(page, 'cover-dialog')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(panel.getByText('Accord par téléphone'))
  await expect.poll(async () => (await read()).totals.net).toBe(LABOUR * 0.9 * 1.5)
  await shot(page, 'reductions')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a coupon is made in the settings and redeemed on an order', async () => {
  const prices = await opened('/prices', { viewport: DESK })
  await prices.page.getByRole('button', { name: 'Nouveau coupon' }).click()
  const dialog = prices.page.getByRole('dialog')
  await dialog.getByLabel('Code').fill('été 20')
  await dialog.getByLabel('Ce qui figure sur l’ordre').fill('Offre d’été')
  await dialog.getByLabel('Remise', { exact: true }).fill('20')
  await dialog.getByLabel('Par client au plus').fill('1')
  await shot(prices.page, 'coupon-dialog')
  expect(await findings(prices.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(prices.page.getByRole('row', { name: /ÉTÉ20/ }))
  await shot(prices.page, 'coupons')
  expect(prices.problems).toEqual([])
  await prices.context.close()

  const line = { kind: 'labour', quantity: 1000 }
  const whose = { site_id: site, customer_id: order.customer.id, vehicle_id: order.vehicle?.id }
  const other = await api.post<WorkOrder>('/work-orders', {
    ...whose,
    concern: 'Climatisation',
    jobs: [{ title: 'Clim', lines: [line] }],
  })
  const { page, context } = await opened(`/work-orders/${other.id}`, { viewport: PHONE, language: 'ar', theme: 'dark' })
  const panel = page.getByRole('region', { name: 'التخفيضات والدافعون' })
  await panel.getByRole('button', { name: 'قسيمة' }).click()
  const redeem = page.getByRole('dialog')
  await redeem.getByLabel('الرمز').fill('HIVER')
  await redeem.getByRole('button', { name: 'استعمال' }).click()
  await visible(redeem.getByText('لا وجود لهذا الرمز هنا.'))
  await shot(page, 'coupon-refused')
  await redeem.getByLabel('الرمز').fill('été20')
  await redeem.getByRole('button', { name: 'استعمال' }).click()
  await visible(panel.getByText('ÉTÉ20'))
  expect((await api.get<WorkOrder>(`/work-orders/${other.id}`)).totals.net).toBe(48_000)
  expect(await findings(page)).toEqual([])
  await context.close()
  await api.post(`/work-orders/${other.id}/cancel`, { reason: 'Essai' })
})

test('the completed order makes two invoices, each of who pays it', async () => {
  const now = await read()
  const decisions = now.jobs.map(({ id }) => ({ job_id: id, decision: 'approve' }))
  await api.post(`/work-orders/${order.id}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const { items: staff } = await api.get<Rows<{ id: Id }>>(`/staff?site=${site}&role=technician`)
  await api.post(`/work-orders/${order.id}/assign`, { technician_id: staff[0]?.id })
  await api.post(`/work-orders/${order.id}/start`, {})
  await api.post(`/work-orders/${order.id}/complete`, { odometer_out: 90_000 })
  const drafts = async () => {
    const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?work_order=${order.id}`)
    return Promise.all(items.map(({ id }) => api.get<Invoice>(`/invoices/${id}`)))
  }
  await expect.poll(async () => (await drafts()).length).toBe(2)
  const theirs = (await drafts()).find(({ is_payers }) => is_payers)
  if (!theirs) throw new Error('no invoice of who pays')
  expect(theirs.totals.net).toBe(LABOUR * 0.9 * 0.5)
  const { page, context, problems } = await opened(`/invoices/${theirs.id}`, { viewport: DESK })
  await visible(page.getByText('Assurances Carthage').first())
  await visible(page.getByText('Autre payeur').first())
  await shot(page, 'payer-invoice')
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'figures', { viewport: DESK }],
  ['a dark phone in Arabic', 'figures-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the figures of invoices are well made on %s', async (_name, name, look) => {
  const { context, page, problems } = await opened('/invoices?kind=figures', look)
  await visible(page.getByRole('region').first())
  await visible(page.locator('.bars').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test.each(LOOKS)('what is taken off an order is well made on %s', async (_name, name, look) => {
  const { context, page, problems } = await opened(`/work-orders/${order.id}`, look)
  await visible(page.locator('.lines .how').first())
  await shot(page, `reductions-${name}`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
