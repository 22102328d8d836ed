import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, Vehicle } from '../src/api/types'
import { findings, type Look, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { OWNER } from './garage'
import { PHOTO } from './hands'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let owner: Customer

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=2')
  const first = items[0]
  if (!first) throw new Error('The demo has no customer')
  owner = first
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** A vehicle of its own for a test. */
const aVehicle = (plate: string) =>
  api.post<Vehicle>('/vehicles', {
    owner_id: owner.id,
    plate,
    make: 'Peugeot',
    model: '208',
    fuel: 'petrol',
    odometer_km: 84_300,
    first_registered_on: '2019-03-10',
  })

test('the next service stands on the page with its reason, and follows what was done elsewhere', async () => {
  const vehicle = await aVehicle('231 TU 1001')
  const page = await openPage(`/vehicles/${vehicle.id}`)
  const problems = watch(page)
  const next = page.getByTestId('next-service')
  await visible(next.getByText('Vidange et filtre à huile'))
  await visible(next.getByText(/40 km par jour sont retenus.*sont atteints vers le/))
  await page.getByRole('button', { name: 'Modifier: Vidange et filtre à huile' }).click()
  await page.getByLabel('Fait la dernière fois le').fill('2026-01-05')
  await page.getByLabel('Ou mois').fill('6')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(next.getByText(/6 mois après le .*5 janv\. 2026.*5 juil\. 2026/))
  expect(problems).toEqual([])
  await page.context().close()
})

test('a lower reading asks why, and what was corrected stays in the log', async () => {
  const vehicle = await aVehicle('231 TU 1002')
  const page = await openPage(`/vehicles/${vehicle.id}`)
  await page.getByRole('button', { name: 'Relever le compteur' }).click()
  await page.getByLabel('Nouveau relevé').fill('8430')
  await page.keyboard.press('Enter')
  await page.getByLabel('Le relevé précédent était une erreur de saisie').check()
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const log = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Relevés du compteur' }) })
  await visible(log.getByText(/^8\s430 km$/))
  await visible(log.getByText(/^84\s300 km$/))
  await page.context().close()
})

test('a photo is added from the page and shown', async () => {
  const vehicle = await aVehicle('231 TU 1003')
  const page = await openPage(`/vehicles/${vehicle.id}`)
  await page.locator('input[type=file]').setInputFiles({ name: 'avant.png', mimeType: 'image/png', buffer: PHOTO })
  await visible(page.getByRole('img', { name: 'avant.png' }))
  await page.getByRole('button', { name: 'Retirer: avant.png' }).click()
  await visible(page.getByText('Aucune photo, aucun document.'))
  await page.context().close()
})

test('the history is printed as a file', async () => {
  const vehicle = await aVehicle('231 TU 1004')
  const page = await openPage(`/vehicles/${vehicle.id}`)
  await page.getByRole('button', { name: 'Imprimer' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Imprimer' }).click()
  expect((await download).suggestedFilename()).toBe('231-TU-1004.pdf')
  await page.context().close()
})

test('a transfer by mistake is undone, and a VIN fills the form', async () => {
  const vehicle = await aVehicle('231 TU 1005')
  const page = await openPage(`/vehicles/${vehicle.id}`)
  await page.getByRole('button', { name: 'Changer de propriétaire' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('Ben')
  await page.locator('.ant-select-item-option').first().click()
  await dialog.getByText('Et les travaux effectués').click()
  await dialog.getByRole('button', { name: 'Changer de propriétaire' }).click()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(async () => (await api.get<Vehicle>(`/vehicles/${vehicle.id}`)).owner?.id).toBe(owner.id)

  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
  await page.getByLabel('N° de châssis (VIN)').fill('TMBJJ7NE8L0000001')
  await page.getByTestId('take-vin').click()
  await expect.poll(() => page.getByLabel('Marque').inputValue()).toBe('Škoda')
  await page.context().close()
})

test('the list shows what is due, on a phone and in Arabic too', async () => {
  const page = await openPage('/vehicles?show=service', { language: 'ar', theme: 'dark', viewport: PHONE })
  const problems = watch(page)
  await visible(page.getByRole('button', { name: 'حان وقت الصيانة', pressed: true }))
  await page.getByRole('button', { name: 'الكل' }).click()
  await visible(page.getByText('231 TU 1001'))
  await page.getByText('231 TU 1001').click()
  await visible(page.getByRole('heading', { name: 'برنامج الصيانة' }))
  await settled(page)
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(problems).toEqual([])
  await page.context().close()
})

test('the plan of the garage is changed on its page', async () => {
  const page = await openPage('/vehicle-plan')
  await page.getByRole('button', { name: 'Vidange et filtre à huile' }).click()
  await page.getByLabel('Km', { exact: true }).fill('12500')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.getByText(/^12\s500$/))
  expect(await findings(page)).toEqual([])
  await page.context().close()
})
