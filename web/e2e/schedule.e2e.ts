import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Appointment, Id, Resource, Service } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, launch, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

/** A working day far enough ahead that the demonstration booked nothing on it. */
const DAY = workingDay(21)
const PLATE = '215 TU 4821'

let garage: Garage
let browser: Browser
let owner: Api
let site: Id
let resources: Resource[]

beforeAll(async () => {
  garage = await startGarage()
  owner = await apiOf(garage, OWNER)
  site = (await siteOf(owner, 'LAC')).id
  resources = (await owner.get<{ items: Resource[] }>(`/resources?site=${site}`)).items
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

test('a time is booked for two services, and the rack is taken once', async () => {
  const { context, page, problems } = await advisor()
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  await page.getByRole('button', { name: 'Nouveau rendez-vous' }).click()
  const drawer = page.getByRole('dialog', { name: 'Nouveau rendez-vous' })
  await drawer.getByRole('combobox', { name: 'Qui arrive ?' }).fill('4821')
  await visible(drawer.getByRole('option', { name: PLATE }))
  await page.keyboard.press('Enter')
  await visible(drawer.getByText('Peugeot'))
  await chooseServices(page, ['Bruit de freins', 'Vidange et filtre'])
  await drawer.getByRole('button', { name: '09:00', exact: true }).click()
  await visible(drawer.getByText(/^Proposé : Amine, Baie \d/))
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Réserver', exact: true }).click()

  const booked = page.getByRole('dialog').filter({ hasText: 'Confirmé' })
  await visible(booked.getByText('Bruit de freins, Vidange et filtre'))
  await page.keyboard.press('Escape')
  await visible(page.getByRole('button', { name: /09:00 – 11:00 215 TU 4821 Leïla.*Confirmé/ }))

  await book({ service: 'Géométrie des trains', time: '09:00', name: 'Un autre' })
  await page.goto(`/schedule?date=${DAY}&book=1&start=${DAY}T09:00`)
  const second = page.getByRole('dialog', { name: 'Nouveau rendez-vous' })
  await second.getByRole('combobox', { name: 'Qui arrive ?' }).fill('Nouveau Client')
  await page.keyboard.press('Enter')
  await visible(second.getByRole('heading', { name: 'Nouveau client' }))
  await chooseServices(page, ['Géométrie des trains'])
  await second.getByRole('button', { name: 'Réserver', exact: true }).click()
  await visible(second.getByText(/Baie 3.* est déjà pris \(09:00 – 10:00\)/))
  expect(problems.filter((problem) => !problem.includes('409'))).toEqual([])
  await context.close()
})

test('a card is dragged to another bay and back, by mouse and by keys', async () => {
  const name = 'Glissé Essai'
  await book({ service: 'Vidange et filtre', time: '14:00', name, bay: 'Baie 1' })
  const { context, page } = await advisor()
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  const cardIn = (bay: string) => column(page, bay).getByRole('button', { name: new RegExp(name) })
  await visible(cardIn('Baie 1'))
  const from = await boxOf(cardIn('Baie 1'))
  const to = await boxOf(column(page, 'Baie 2'))
  await page.mouse.move(from.x + 30, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 3 })
  await page.mouse.move(to.x + 40, from.y + 20, { steps: 6 })
  await page.mouse.up()
  await visible(cardIn('Baie 2'))
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await visible(cardIn('Baie 1'))

  await cardIn('Baie 1').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await visible(page.getByText('Baie 1, 14:15'))
  await page.keyboard.press('Enter')
  await visible(column(page, 'Baie 1').getByRole('button', { name: /14:15 – 15:15 Glissé/ }))
  await context.close()
})

test('a card that is dropped on a taken time comes back, and says why', async () => {
  await book({ service: 'Climatisation', time: '16:00', name: 'Premier Essai', bay: 'Baie 1' })
  await book({ service: 'Bruit de freins', time: '16:00', name: 'Second Essai', bay: 'Baie 2' })
  const { context, page } = await advisor()
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  const second = column(page, 'Baie 2').getByRole('button', { name: /Second Essai/ })
  await second.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await visible(page.getByRole('alert').getByText(/Baie 1 est déjà pris \(16:00 – 17:00\)/))
  await visible(second)
  // Two cars on one bay is what nobody may.
  expect(await page.getByRole('button', { name: 'Réserver malgré tout' }).count()).toBe(0)
  await context.close()
})

test('a card that is moved past its promise stays there, says so, and is taken back', async () => {
  const name = 'Promis Essai'
  const booked = await book({ service: 'Vidange et filtre', time: '14:00', name, bay: 'Baie 2', promised: '15:00' })
  const { context, page } = await advisor()
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  const card = column(page, 'Baie 2').getByRole('button', { name: new RegExp(name) })
  await card.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const warning = page.getByRole('alert').filter({ hasText: fr.schedule.promiseBrokenTitle })
  await visible(warning.getByText(booked.number))
  await visible(column(page, 'Baie 2').getByRole('button', { name: /14:15 – 15:15 Promis/ }))
  expect(await findings(page)).toEqual([])
  await warning.getByRole('button', { name: fr.common.undo, exact: true }).click()
  await visible(column(page, 'Baie 2').getByRole('button', { name: /14:00 – 15:00 Promis/ }))
  await expect.poll(() => warning.count()).toBe(0)
  await context.close()
})

test('a deposit is asked for, received, and stands on the appointment', async () => {
  const { customer, vehicle } = await leila()
  const booked = await book({ service: 'Vidange et filtre', time: '17:00', customer, vehicle })
  await owner.patch(`/appointments/${booked.id}`, { deposit_asked: 50_000 })
  const { context, page, problems } = await advisor()
  await page.goto(`/appointments/${booked.id}`)
  await settled(page)
  await visible(page.getByText(fr.schedule.depositAsked))
  await page.getByRole('button', { name: fr.schedule.action.receiveDeposit }).click()
  const dialog = page.getByRole('dialog', { name: fr.schedule.action.receiveDeposit })
  await dialog.getByLabel(fr.schedule.depositReference).fill('0012345')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: fr.schedule.action.receiveDeposit }).click()
  await visible(page.getByText(/50,000.*reçu.*0012345/))
  expect(await page.getByRole('button', { name: fr.schedule.action.receiveDeposit }).count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

test('a car arrives, becomes a work order, and the appointment says so', async () => {
  const { customer, vehicle } = await leila()
  const booked = await book({ service: 'Vidange et filtre', time: '11:00', customer, vehicle })
  const { context, page, problems } = await advisor()
  await page.goto(`/appointments/${booked.id}`)
  await settled(page)
  await page.getByRole('button', { name: 'Le véhicule est là' }).click()
  await visible(page.locator('.page-header').getByText('Arrivé'))
  await page.getByRole('button', { name: 'Ouvrir l’ordre' }).click()
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/)
  await expect.poll(async () => (await owner.get<Appointment>(`/appointments/${booked.id}`)).state).toBe('converted')
  await page.goto(`/appointments/${booked.id}`)
  await visible(page.getByRole('link', { name: /^LAC-\d{4}-\d{5}$/ }))
  expect(problems).toEqual([])
  await context.close()
})

test.each([
  ['fr', 'light', '/schedule?view=week'],
  ['ar', 'dark', '/schedule?by=technicians'],
  ['en', 'light', '/settings/schedule'],
  ['ar', 'light', '/settings/schedule?part=services'],
  ['en', 'dark', '/appointments'],
] as const)('%s %s %s has no serious finding', async (language, theme, path) => {
  const context = await openContext(browser, garage, { language, theme, site })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  expect(await findings(page)).toEqual([])
  await context.close()
})

test('on a phone a day is a list, and nothing is wider than the screen', async () => {
  await book({ service: 'Vidange et filtre', time: '08:00', name: 'Mobile Essai' })
  const context = await openContext(browser, garage, { site, viewport: PHONE })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  await page.getByRole('button', { name: /Mobile Essai/ }).click()
  await visible(page.getByRole('dialog').getByRole('button', { name: 'Le véhicule est là' }))
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(await findings(page)).toEqual([])
  await context.close()
})

function workingDay(ahead: number): string {
  const day = new Date(Date.now() + ahead * 86_400_000)
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 2)
  return day.toISOString().slice(0, 10)
}

async function advisor(): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await openContext(browser, garage, { site })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  return { context, page, problems: watch(page) }
}

async function chooseServices(page: Page, names: string[]) {
  const box = page.getByRole('combobox', { name: 'Prestations' })
  await box.focus()
  for (const name of names) {
    await page.keyboard.type(name)
    await visible(page.locator('.ant-select-item-option').filter({ hasText: name }))
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Tab')
}

const column = (page: Page, name: string) => {
  const resource = resources.find((one) => one.name.startsWith(name))
  return page.locator(`[data-resource="${resource?.id}"]`)
}

async function boxOf(locator: ReturnType<Page['locator']>) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on the page')
  return box
}

interface Booking {
  service: string
  /** On the site's clock. */
  time: string
  name?: string
  bay?: string
  /** When it is said to be ready, on the site's clock. */
  promised?: string
  customer?: Id
  vehicle?: Id
}

async function book({ service, time, name, bay, promised, customer, vehicle }: Booking): Promise<Appointment> {
  const { items } = await owner.get<{ items: Service[] }>(`/services?site=${site}&limit=100`)
  const wanted = items.find(({ names }) => names.fr === service)
  const place = resources.find((one) => bay !== undefined && one.name.startsWith(bay))
  return owner.post<Appointment>('/appointments', {
    site_id: site,
    service_ids: [wanted?.id],
    start: `${DAY}T${time}:00+01:00`,
    promised_at: promised ? `${DAY}T${promised}:00+01:00` : null,
    resource_ids: place ? [place.id] : [],
    ...(customer ? { customer_id: customer, vehicle_id: vehicle } : { contact: { name } }),
  })
}

async function leila(): Promise<{ customer: Id; vehicle: Id }> {
  type Found = { items: { id: Id; owner: { id: Id } }[] }
  const { items } = await owner.get<Found>(`/vehicles?q=${encodeURIComponent(PLATE)}`)
  const [vehicle] = items
  if (!vehicle) throw new Error('The demonstration has no 215 TU 4821')
  return { customer: vehicle.owner.id, vehicle: vehicle.id }
}
