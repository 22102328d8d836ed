import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Invoice, InvoiceRow, Page as Rows, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Customer
let order: WorkOrder

const LABOUR = 60_000
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** An exporter without a certificate yet, and their car. */
beforeAll(async () => {
  customer = await api.post<Customer>('/customers', { kind: 'business', name: 'Sahel Export' })
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const read = () => api.get<WorkOrder>(`/work-orders/${order.id}`)

test('a certificate is kept at the customer, who is told that it runs out', async () => {
  const { page, context, problems } = await opened(`/customers/${customer.id}`, { viewport: DESK })
  const panel = page.getByRole('region', { name: 'Exonération de TVA' })
  await panel.getByRole('button', { name: 'Ajouter une attestation' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Numéro de l’attestation').fill('1147/S')
  await dialog.getByLabel('Valable à partir du').fill(day(10))
  await dialog.getByLabel('Valable jusqu’au').fill(day(5))
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.getByText('La fin précède le début.'))
  await dialog.getByLabel('Valable à partir du').fill(day(-300))
  await dialog.getByLabel('Valable jusqu’au').fill(day(20))
  await shot(page, 'certificate-dialog')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(panel.getByText('Expire bientôt'))
  await shot(page, 'certificates')
  expect(await findings(page)).toEqual([])
  // The refusal is written by the browser too.
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})

test('an order of theirs is sold without VAT, with VAT, and without again', async () => {
  const vehicle = await api.post<{ id: Id }>('/vehicles', {
    owner_id: customer.id,
    plate: '231 TU 9090',
    make: 'Peugeot',
    model: 'Partner',
  })
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Vidange',
    jobs: [{ title: 'Vidange', lines: [{ kind: 'labour', quantity: 1000, unit_price: LABOUR }] }],
  })
  const { page, context, problems } = await opened(`/work-orders/${order.id}`, { viewport: DESK })
  const panel = page.getByRole('region', { name: 'Exonération de TVA' })
  await visible(panel.getByText('Attestation n° 1147/S'))
  await visible(page.getByText('Exonéré de TVA'))
  await panel.getByRole('button', { name: 'Modifier l’exonération' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Vendre avec TVA').check()
  await shot(page, 'exempt-dialog')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(async () => (await read()).totals.vat).toBe(LABOUR * 0.19)
  await panel.getByRole('button', { name: 'Vendre sans TVA' }).click()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(async () => (await read()).totals.vat).toBe(0)
  await visible(panel.getByText('Vendu sans TVA'))
  await shot(page, 'exempt-order')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the invoice says by which certificate, and what VAT is not charged', async () => {
  const now = await read()
  const decisions = now.jobs.map(({ id }) => ({ job_id: id, decision: 'approve' }))
  const at = `/work-orders/${order.id}`
  await api.post(`${at}/authorise`, { decisions, method: 'phone', by_name: 'Omar' })
  const { items: staff } = await api.get<Rows<{ id: Id }>>(`/staff?site=${site}&role=technician`)
  await api.post(`${at}/assign`, { technician_id: staff[0]?.id })
  await api.post(`${at}/start`, {})
  await api.post(`${at}/complete`, { odometer_out: 90_000 })
  const drafts = () => api.get<Rows<InvoiceRow>>(`/invoices?work_order=${order.id}`)
  await expect.poll(async () => (await drafts()).items.length).toBe(1)
  const id = (await drafts()).items[0]?.id
  await api.post<Invoice>(`/invoices/${id}/issue`, {})
  const looks: [string, Look][] = [
    ['fr', { viewport: DESK }],
    ['phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
  ]
  for (const [name, look] of looks) {
    const { page, context, problems } = await opened(`/invoices/${id}`, look)
    await visible(page.getByText('1147/S').first())
    await shot(page, `exempt-invoice-${name}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  }
})
