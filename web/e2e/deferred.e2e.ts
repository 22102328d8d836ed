import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, DeferredJob, Page as ListOf, Vehicle, WorkOrder } from '../src/api/types'
import { findings, type Look, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Customer

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  customer = items[0]
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** A car whose wipers were offered once, on an order that was cancelled. */
async function withWipers(plate: string): Promise<{ vehicle: Vehicle; order: WorkOrder }> {
  const vehicle = await api.post<Vehicle>('/vehicles', { owner_id: customer.id, plate, make: 'Peugeot', model: '208' })
  const opening = (concern: string, jobs: unknown[]) =>
    api.post<WorkOrder>('/work-orders', {
      site_id: site,
      customer_id: customer.id,
      vehicle_id: vehicle.id,
      concern,
      jobs,
    })
  const before = await opening('Révision', [{ title: 'Essuie-glaces', lines: [{ kind: 'labour', quantity: 500 }] }])
  await api.post(`/work-orders/${before.id}/cancel`, { reason: 'Plus tard' })
  return { vehicle, order: await opening('Bruit au freinage', []) }
}

// PRODUCT.md 3.1 step 5, at the desk and on a phone.
for (const [where, look, plate] of [
  ['desk', {}, '231 TU 5001'],
  ['phone', { viewport: PHONE }, '231 TU 5002'],
] as const) {
  test(`what was declined is offered again, declined with a reason, and kept (${where})`, async () => {
    const { vehicle, order } = await withWipers(plate)
    const page = await openPage(`/work-orders/${order.id}`, look)
    const problems = watch(page)
    const panel = page.getByRole('region', { name: 'Refusé auparavant' })
    await visible(panel.getByText('Essuie-glaces'))
    await panel.getByLabel('À faire le').fill('2027-03-01')
    await panel.getByLabel('À faire le').press('Tab')
    await panel.getByRole('button', { name: 'Proposer de nouveau' }).click()
    await visible(panel.getByText('Proposé sur cet ordre'))
    await shot(page, `deferred-${where}`)
    expect(await findings(page)).toEqual([])
    const job = page.getByRole('region', { name: 'Essuie-glaces' })
    await job.getByRole('button', { name: 'Refuser' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Motif').fill('Le client verra plus tard')
    await dialog.getByRole('button', { name: 'Refuser' }).click()
    await visible(job.getByText('Le client verra plus tard'))
    await api.post(`/work-orders/${order.id}/cancel`, { reason: 'Repart' })
    const { items } = await api.get<ListOf<DeferredJob>>(`/deferred-jobs?vehicle=${vehicle.id}&state=open`)
    expect(items.map(({ title, reason, due_on }) => [title, reason, due_on])).toEqual([
      ['Essuie-glaces', 'Le client verra plus tard', '2027-03-01'],
    ])
    expect(problems).toEqual([])
    await page.context().close()
  })
}

test('what was done elsewhere is closed, and the undo opens it again', async () => {
  const { vehicle } = await withWipers('231 TU 5003')
  const page = await openPage(`/vehicles/${vehicle.id}`, { language: 'ar', theme: 'dark', viewport: PHONE })
  const panel = page.getByRole('region', { name: 'مرفوض سابقًا' })
  await panel.getByRole('button', { name: 'إغلاق' }).click()
  await page.getByRole('menuitem', { name: 'أُنجز في مكان آخر' }).click()
  await expect.poll(() => panel.count()).toBe(0)
  await page.getByRole('button', { name: 'تراجع' }).click()
  await visible(panel.getByText('Essuie-glaces'))
  await shot(page, 'deferred-ar-dark')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.context().close()
})
