// Decision 0114: a customer takes what the garage keeps of them, and is forgotten: what is under way is named first, what a law keeps is said.
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Invoice, InvoiceRow, Page as Rows, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, openContext, PHONE, settled, shot, signedIn, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Customer
let order: WorkOrder

beforeAll(async () => {
  const body = { kind: 'person', name: 'Rim Oueslati', phone: '22 987 654', email: 'rim@mail.example' }
  customer = await api.post<Customer>('/customers', body)
  const said = { channel: 'sms', purpose: 'marketing', granted: true, source: 'form' }
  await api.post(`/customers/${customer.id}/consents`, said)
  const car = { owner_id: customer.id, plate: '198 TU 7412', make: 'Peugeot', model: '208' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', car)
  const jobs = [{ title: 'Diagnostic', lines: [{ kind: 'labour', quantity: 1000 }] }]
  const opening = { site_id: site, customer_id: customer.id, vehicle_id: vehicle.id, concern: 'Bruit', jobs }
  order = await api.post<WorkOrder>('/work-orders', opening)
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const more = { name: 'Plus', exact: true }

/** The visit ends paid, and the keys go back. */
async function settle() {
  const at = `/work-orders/${order.id}`
  const decisions = order.jobs.map(({ id }) => ({ job_id: id, decision: 'approve' }))
  await api.post(`${at}/authorise`, { decisions, method: 'phone', by_name: 'Rim' })
  const { items: staff } = await api.get<Rows<{ id: Id }>>(`/staff?site=${site}&role=technician`)
  await api.post(`${at}/assign`, { technician_id: staff[0]?.id })
  await api.post(`${at}/start`, {})
  await api.post(`${at}/complete`, { odometer_out: 90_000 })
  const drafts = () => api.get<Rows<InvoiceRow>>(`/invoices?work_order=${order.id}`)
  await expect.poll(async () => (await drafts()).items.length).toBe(1)
  const invoice = `/invoices/${(await drafts()).items[0]?.id}`
  const { due } = await api.post<Invoice>(`${invoice}/issue`, {})
  await api.post(`${invoice}/payments`, { tender: 'cash', amount: due })
  await expect.poll(async () => (await api.get<WorkOrder>(at)).state).toBe('invoiced')
  await api.post(`${at}/hand-over`, {})
}

test('what is under way is named, and their data are taken as a file', async () => {
  const { page, context, problems } = await opened(`/customers/${customer.id}`, { viewport: DESK })
  await page.getByRole('button', more).click()
  const download = page.waitForEvent('download')
  await page.getByText('Exporter ses données').click()
  expect((await download).suggestedFilename()).toBe('Rim Oueslati.json')
  await page.getByRole('button', more).click()
  await page.getByText('Effacer…').click()
  const dialog = page.getByRole('dialog')
  await visible(dialog.getByText('À régler d’abord'))
  await visible(dialog.getByText(order.number))
  await shot(page, 'erasure-open')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('who settled everything is forgotten once the name is typed', async () => {
  await settle()
  const { page, context, problems } = await opened(`/customers/${customer.id}`, { viewport: DESK })
  await page.getByText('décision').first().click()
  await page.getByRole('button', more).click()
  await page.getByText('Effacer…').click()
  const dialog = page.getByRole('dialog')
  await visible(dialog.getByText('la loi (TN) demande 10 ans', { exact: false }))
  await dialog.getByRole('textbox').fill('Rim')
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click()
  await visible(dialog.getByText('Ce n’est pas le nom.'))
  await shot(page, 'erasure-confirm')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('textbox').fill('Rim Oueslati')
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click()
  await visible(page.getByRole('heading', { name: 'Client effacé' }))
  await shot(page, 'erased')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

for (const [name, look] of [
  ['dark', { viewport: DESK, theme: 'dark' }],
  ['arabic-phone', { viewport: PHONE, language: 'ar' }],
] as [string, Look][]) {
  test(`the log says who asked and until when, and names nobody (${name})`, async () => {
    const { page, context, problems } = await opened('/sites', look)
    const list = page.getByRole('list', { name: name === 'dark' ? 'Données personnelles' : 'المعطيات الشخصية' })
    await visible(list)
    await list.scrollIntoViewIfNeeded()
    expect(await list.textContent()).not.toContain('Rim')
    await shot(page, `erasures-${name}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  })
}

test('a customer takes their own data at the portal, and has them erased', async () => {
  const omar = await api.post<Customer>('/customers', { kind: 'person', name: 'Omar', email: 'omar@fleet.example' })
  const context = await openContext(browser, garage, { site, viewport: PHONE })
  await signedIn(context, 'omar@fleet.example', garage.password)
  const page = await context.newPage()
  await page.goto('/')
  await settled(page)
  const panel = page.getByRole('region', { name: 'Mes données' })
  await visible(panel)
  await shot(page, 'my-data')
  expect(await findings(page)).toEqual([])
  await panel.getByRole('button', { name: 'Effacer mes données…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('EFFACER')
  await shot(page, 'my-data-erase')
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click()
  await expect.poll(async () => (await api.get<Customer>(`/customers/${omar.id}`)).name).toBe('Client effacé')
  await context.close()
})
