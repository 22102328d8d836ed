import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardColumns, Customer, Page as ListOf, Site, Vehicle, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, type Look, launch, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Site
let customer: Customer
let technician: string

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  site = await siteOf(api, 'LAC')
  browser = await launch()
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  const staff = await api.get<{ items: { id: string }[] }>(`/staff?site=${site.id}&role=technician`)
  if (!items[0] || !staff.items[0]) throw new Error('The demo has no customer or technician')
  customer = items[0]
  technician = staff.items[0].id
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openPage(path: string, look: Look = {}, who = ADVISOR): Promise<Page> {
  const context = await openContext(browser, garage, { site: site.id, ...look })
  await signedIn(context, who, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function newVehicle(plate: string): Promise<Vehicle> {
  return api.post<Vehicle>('/vehicles', { owner_id: customer.id, plate, make: 'Peugeot', model: '208' })
}

/** An order under way, of one job without parts. */
async function started(vehicle: Vehicle, title = 'Freins avant'): Promise<WorkOrder> {
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site.id,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
    odometer_in: 84_300,
    jobs: [{ title, lines: [{ kind: 'labour', quantity: 1500 }] }],
  })
  const path = `/work-orders/${order.id}`
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  await api.post(`${path}/assign`, { technician_id: technician })
  return api.post<WorkOrder>(`${path}/start`, {})
}

// PRODUCT.md 3.1 step 11.
for (const [where, look, plate] of [
  ['desk', {}, '231 TU 7001'],
  ['phone', { viewport: PHONE, theme: 'dark' }, '231 TU 7002'],
] as const) {
  test(`the gate is closed until the odometer is read, and a warning is passed with a reason (${where})`, async () => {
    const order = await started(await newVehicle(plate))
    const rules = `/workshops/${site.id}/gate`
    await api.put(rules, { levels: { findings: 'warn' } })
    const page = await openPage(`/work-orders/${order.id}`, look)
    const problems = watch(page)
    const gate = page.getByRole('region', { name: fr.workshop.gate.title })
    await visible(gate.getByText(fr.workshop.gate.fault.odometer_out))
    await shot(page, `gate-${where}`)
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: fr.workshop.action.complete, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: fr.workshop.completeTitle })
    const complete = dialog.getByRole('button', { name: fr.workshop.action.complete, exact: true })
    await complete.click()
    await visible(dialog.getByText(fr.problem['gate-closed']))
    await dialog.getByLabel(fr.workshop.odometerOut).fill('84310')
    await complete.click()
    await visible(dialog.getByText(fr.problem['gate-warns']))
    await shot(page, `gate-warns-${where}`)
    await dialog.getByLabel(fr.workshop.gate.reason).fill('Vu avec le client')
    await complete.click()
    await dialog.waitFor({ state: 'hidden' })
    await visible(page.getByText('« Vu avec le client »'))
    await api.put(rules, { levels: {} })
    // The two refusals are the browser's to note.
    expect(problems.filter((problem) => !problem.includes('409 (Conflict)'))).toEqual([])
    await page.context().close()
  })
}

test('an owner chooses columns, and the board has them', async () => {
  const page = await openPage(`/sites/${site.id}`, {}, OWNER)
  const panel = page.getByRole('region', { name: fr.workshop.columns.title })
  await panel.getByRole('button', { name: fr.workshop.columns.own }).click()
  await panel.getByRole('button', { name: fr.common.add }).click()
  await panel.getByLabel(fr.workshop.columns.name).last().fill('Essai routier')
  await panel.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  await shot(page, 'columns')
  expect(await findings(page)).toEqual([])
  await page.goto('/board')
  await settled(page)
  await visible(page.getByRole('region', { name: 'Essai routier' }))
  await shot(page, 'board-own')
  expect(await findings(page)).toEqual([])
  const { version } = await api.get<BoardColumns>(`/workshops/${site.id}/columns`)
  expect(version).toBe(1)
  await api.put(`/workshops/${site.id}/columns`, { columns: [] })
  await page.context().close()
})

test('notes are written for whom they are, corrected and withdrawn, in Arabic too', async () => {
  const order = await started(await newVehicle('231 TU 7003'))
  const page = await openPage(`/work-orders/${order.id}`)
  const panel = page.getByRole('region', { name: fr.workshop.note.title })
  await panel.getByLabel(fr.workshop.note.write).fill('Paie toujours en retard')
  await panel.getByRole('button', { name: fr.common.add }).click()
  await visible(panel.getByText('Paie toujours en retard'))
  await panel.getByRole('button', { name: fr.common.edit }).click()
  await panel.getByLabel(fr.common.edit).fill('Paie parfois en retard')
  await panel.getByRole('button', { name: fr.common.save }).click()
  await visible(panel.getByText('Paie parfois en retard'))
  await panel.getByRole('switch').click()
  await visible(panel.getByText(fr.workshop.note.replaced))
  await shot(page, 'notes')
  await page.context().close()
  const arabic = await openPage(`/work-orders/${order.id}`, { language: 'ar' })
  await visible(arabic.getByText('Paie parfois en retard'))
  await shot(arabic, 'notes-ar')
  expect(await findings(arabic)).toEqual([])
  await arabic.context().close()
})

// PRODUCT.md 3.2 step 13.
test('somebody else checks the work, sends it back once, then passes it', async () => {
  await api.put(`/workshops/${site.id}/gate`, { levels: { quality: 'block', odometer_out: 'off' } })
  const order = await started(await newVehicle('231 TU 7004'))
  const page = await openPage(`/work-orders/${order.id}`)
  const panel = page.getByRole('region', { name: fr.workshop.quality.title })
  await panel.getByRole('button', { name: fr.workshop.action.submit }).click()
  await panel.getByRole('button', { name: fr.workshop.quality.fail }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.workshop.reason).fill('Tire à gauche')
  await dialog.getByRole('button', { name: fr.workshop.quality.fail }).click()
  await visible(page.getByText('« Tire à gauche »'))
  await panel.getByRole('button', { name: fr.workshop.action.submit }).click()
  await panel.getByRole('button', { name: fr.workshop.quality.pass }).click()
  await visible(panel.getByText(fr.workshop.quality.passedBy))
  await shot(page, 'quality')
  await api.post(`/work-orders/${order.id}/complete`, {})
  await api.put(`/workshops/${site.id}/gate`, { levels: {} })
  await page.context().close()
})

test('a car that is back shows what is covered, and the order says what it makes good', async () => {
  await api.put(`/workshops/${site.id}/warranty`, { usual: { labour: { months: 12, km: 20_000 } } })
  const vehicle = await newVehicle('231 TU 7005')
  const original = await started(vehicle)
  await api.post(`/work-orders/${original.id}/complete`, { odometer_out: 84_310 })
  const back = await started(vehicle)
  const page = await openPage(`/work-orders/${back.id}`)
  const covered = page.getByRole('region', { name: fr.workshop.warranty.covered })
  await visible(covered.getByText(original.number))
  await visible(covered.getByText(fr.workshop.warranty.again))
  const comeback = page.getByRole('region', { name: fr.workshop.comeback.title })
  await comeback.getByRole('button', { name: fr.workshop.comeback.mark }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('.ant-select').nth(1).click()
  await page.locator('.ant-select-item-option').getByText('Freins avant', { exact: true }).click()
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(comeback.getByText(fr.workshop.comeback.payer.garage))
  await shot(page, 'comeback')
  expect(await findings(page)).toEqual([])
  await page.context().close()
})

test('some jobs become an order of their own', async () => {
  const order = await started(await newVehicle('231 TU 7006'))
  await api.post(`/work-orders/${order.id}/jobs`, { title: 'Essuie-glaces' })
  const page = await openPage(`/work-orders/${order.id}`)
  await page.getByRole('button', { name: fr.workshop.shape.split }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Essuie-glaces').check()
  await dialog.getByRole('button', { name: fr.workshop.shape.split }).click()
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.getByText(fr.workshop.event.split))
  expect(await findings(page)).toEqual([])
  await page.context().close()
})
