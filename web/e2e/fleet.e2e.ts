// PRODUCT.md 3.6 step 1: a fleet manager signs in and sees the units, what is due, what waits for a word and what was spent; and the
// list of recurring bookings.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Vehicle } from '../src/api/types'
import { DESK, findings, type Look, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

const UNITS = 24

withGarage()

let firm: Customer
let van: Vehicle

beforeAll(async () => {
  firm = await api.post<Customer>('/customers', { kind: 'business', name: 'Rapide' })
  for (let unit = 1; unit <= UNITS; unit++) {
    const car = { owner_id: firm.id, plate: `238 TU ${1700 + unit}`, make: 'Peugeot', model: 'Partner' }
    const vehicle = await api.post<Vehicle>('/vehicles', {
      ...car,
      unit_number: `${unit}`,
      inspection_on: '2026-12-10',
    })
    if (unit === 17) van = vehicle
  }
  const jobs = [{ title: 'Freins avant', lines: [{ kind: 'labour', quantity: 1500 }] }]
  const order = { site_id: site, customer_id: firm.id, vehicle_id: van.id, concern: 'Bruit au freinage', jobs }
  await api.post('/work-orders', order)
})

async function openPage(person: string, path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, person, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

test('the desk lets a contact see the fleet, who needs an address for that', async () => {
  const page = await openPage(ADVISOR, `/customers/${firm.id}`)
  const problems = watch(page)
  await page.getByRole('button', { name: 'Ajouter un contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom').fill('Omar')
  await dialog.getByText('Décideur').click()
  await dialog.getByRole('checkbox', { name: 'Voit la flotte en ligne' }).check()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.locator('.ant-form-item-explain-error'))
  await dialog.getByLabel('E-mail').fill('omar@fleet.example')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.getByText('omar@fleet.example'))
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await page.context().close()
})

for (const [where, viewport] of [
  ['desk', DESK],
  ['phone', PHONE],
] as const) {
  test(`a fleet manager sees 24 units, what is due and what waits for a word (${where})`, async () => {
    const page = await openPage('omar@fleet.example', '/', { viewport })
    const problems = watch(page)
    await visible(page.getByRole('heading', { name: 'Ma flotte', exact: true }))
    const waiting = page.getByRole('region', { name: 'En attente de votre accord' })
    await visible(waiting.getByText('1 travail à décider'))
    await visible(waiting.getByText('238 TU 1717'))
    const units = page.getByRole('region', { name: /Véhicules/ })
    await units.getByLabel('Plaque, numéro ou modèle').fill('1717')
    expect(await units.getByText('238 TU 1717').count()).toBe(1)
    expect(await units.getByText('238 TU 1701').count()).toBe(0)
    await units.getByLabel('Plaque, numéro ou modèle').fill('')
    await visible(units.getByText('238 TU 1701'))
    await shot(page, `fleet-${where}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await page.context().close()
  })
}

test('the fleet in Arabic and dark, and for whom there is none', async () => {
  const page = await openPage('omar@fleet.example', '/my-fleet', { viewport: PHONE, language: 'ar', theme: 'dark' })
  await visible(page.getByRole('heading', { name: 'أسطولي', exact: true }))
  await shot(page, 'fleet-ar-dark')
  expect(await findings(page)).toEqual([])
  await page.context().close()
  const none = await openPage(OWNER, '/my-fleet')
  await visible(none.getByText('Aucun véhicule à suivre'))
  await none.context().close()
})

test('recurring bookings say when each comes next, and the rest can be given up', async () => {
  const services = await api.get<{ items: { id: string }[] }>(`/services?site=${site}`)
  const day = new Date(Date.now() + 7 * 86_400_000)
  while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1)
  const start = `${day.toISOString().slice(0, 10)}T13:00:00Z`
  const every = { unit: 'weeks', every: 4, times: 3, start }
  const booking = { site_id: site, customer_id: firm.id, vehicle_id: van.id, service_ids: [services.items[0]?.id] }
  await api.post('/appointment-series', { ...booking, ...every })
  const page = await openPage(OWNER, '/appointments')
  const problems = watch(page)
  await page.getByRole('button', { name: 'Séries' }).click()
  const row = page.getByRole('row', { name: /238 TU 1717/ })
  await visible(row.getByText('toutes les 4 semaines'))
  await visible(row.getByText('3', { exact: true }))
  await shot(page, 'series')
  expect(await findings(page)).toEqual([])
  await row.getByRole('button', { name: 'Annuler toute la série' }).click()
  await visible(row.getByText('Terminée'))
  expect(problems).toEqual([])
  await page.context().close()
})
