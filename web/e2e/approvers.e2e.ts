import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Vehicle, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import publicFr from '../src/locales/public.fr.json'
import { DESK, findings, openAt, openContext, PHONE, shot, visible, watch } from './browser'
import { ADVISOR } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let fleet: Customer
let order: WorkOrder

const job = (title: string, net: number) => ({
  title,
  lines: [{ kind: 'fee', description: title, quantity: 1000, unit_price: net }],
})

beforeAll(async () => {
  fleet = await api.post<Customer>('/customers', {
    name: 'Rapide Livraisons',
    kind: 'business',
    phone: '71 234 567',
    language: 'fr',
  })
  const about = { owner_id: fleet.id, plate: '17 TU 8841', make: 'Peugeot', model: 'Partner', fuel: 'diesel' }
  const vehicle = await api.post<Vehicle>('/vehicles', about)
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: fleet.id,
    vehicle_id: vehicle.id,
    concern: 'Freins',
    jobs: [job('Plaquettes', 395_500)],
  })
})

async function addApprover(page: Page, name: string, email: string, limit?: string) {
  await page.getByRole('button', { name: fr.customers.contacts.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(fr.customers.contacts.role.approver, { exact: true }).click()
  await dialog.getByLabel(fr.customers.name).fill(name)
  await dialog.getByLabel(fr.customers.email).fill(email)
  if (limit) await dialog.getByLabel(fr.customers.contacts.approvesUpTo).fill(limit)
  if (limit) await shot(page, 'approvers-contact')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.getByText(name, { exact: true }))
}

/** The link of who is asked now, as the desk hands it over. */
async function linkNow(): Promise<string> {
  const { path } = await api.post<{ path: string }>(`/work-orders/${order.id}/estimate-links`, {})
  return path
}

async function onPhone(path: string, language: 'fr' | 'ar' = 'fr') {
  const context = await openContext(browser, garage, { viewport: PHONE, language })
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(path)
  await visible(page.getByRole('heading', { level: 1 }).first())
  return { page, problems, context }
}

async function approve(page: Page, title: string, name: string) {
  const card = page.getByRole('region', { name: title, exact: true })
  await card.getByRole('button', { name: publicFr['estimate.approve'], exact: true }).click()
  await page.getByLabel(publicFr['estimate.byName']).fill(name)
  await page.getByRole('button', { name: publicFr['estimate.go'].replace('{n}', '1') }).click()
}

test('a fleet’s manager approves up to his limit, and his director what goes beyond it, on a phone', async () => {
  const contacts = await openAt(browser, garage, `/customers/${fleet.id}`, { site, viewport: DESK })
  await addApprover(contacts.page, 'Omar', 'omar@rapide.example', '400')
  await addApprover(contacts.page, 'Sonia', 'sonia@rapide.example')
  await shot(contacts.page, 'approvers-contacts')
  expect(await findings(contacts.page)).toEqual([])
  expect(contacts.problems).toEqual([])
  await contacts.context.close()

  await api.post(`/work-orders/${order.id}/estimates`, { by_message: true })
  const omars = await linkNow()
  const omar = await onPhone(omars)
  await visible(omar.page.getByText('jusqu’à 400,000', { exact: false }))
  await approve(omar.page, 'Plaquettes', 'Omar')
  await visible(omar.page.getByText(publicFr['estimate.decided']))
  expect(await findings(omar.page)).toEqual([])

  const { technician_id } = await someTechnician()
  await api.post(`/work-orders/${order.id}/assign`, { technician_id })
  await api.post(`/work-orders/${order.id}/start`, {})
  await api.post(`/work-orders/${order.id}/jobs`, job('Disques', 224_500))
  const desk = await openAt(browser, garage, `/work-orders/${order.id}`, { site, viewport: DESK, email: ADVISOR })
  await desk.page.getByRole('button', { name: fr.estimates.send, exact: true }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: fr.estimates.byMail }).click()
  await visible(desk.page.locator('.on-hold-bar').filter({ hasText: fr.workshop.hold.approval }).getByText('Sonia'))
  await visible(desk.page.getByText(fr.estimates.askedOf).first())
  await shot(desk.page, 'approvers-hold')
  expect(await findings(desk.page)).toEqual([])

  await omar.page.goto(omars)
  await visible(omar.page.getByText('Sonia', { exact: false }))
  await approve(omar.page, 'Disques', 'Omar')
  await visible(omar.page.getByRole('alert').filter({ hasText: publicFr['estimate.overLimit'] }))
  await shot(omar.page, 'approvers-over-limit')
  expect(await findings(omar.page)).toEqual([])
  await omar.context.close()

  const path = await linkNow()
  const arabic = await onPhone(path, 'ar')
  await shot(arabic.page, 'approvers-director-ar')
  expect(await findings(arabic.page)).toEqual([])
  await arabic.context.close()
  const sonia = await onPhone(path)
  await approve(sonia.page, 'Disques', 'Sonia')
  await visible(sonia.page.getByText(publicFr['estimate.decided']))
  expect(sonia.problems).toEqual([])
  await sonia.context.close()

  // The desk's page hears it: the work goes on.
  await expect.poll(() => desk.page.locator('.on-hold-bar').count(), { timeout: 20_000 }).toBe(0)
  expect(desk.problems).toEqual([])
  await desk.context.close()
})

async function someTechnician(): Promise<{ technician_id: string }> {
  const { items } = await api.get<{ items: { technician: { id: string } | null }[] }>(
    `/work-orders?site=${site}&state=in_progress&limit=20`,
  )
  const technician = items.find((one) => one.technician)?.technician
  if (!technician) throw new Error('Nobody works in the demo')
  return { technician_id: technician.id }
}
