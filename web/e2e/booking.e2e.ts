import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppointmentRow } from '../src/api/types'
import fr from '../src/locales/fr.json'
import pub from '../src/locales/public.fr.json'
import { findings, launch, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { type Mailbox, startMailbox } from './mailbox'

const SONIA = 'sonia@mail.example'

let garage: Garage
let browser: Browser
let mailbox: Mailbox
let owner: Api
let site: string

beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({ settings: { ECAR_SMTP_URL: mailbox.url } })
  owner = await apiOf(garage, OWNER)
  site = (await siteOf(owner, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

async function staff(email: string, path: string): Promise<Page> {
  const context = await openContext(browser, garage, { site, viewport: PHONE })
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** A customer's telephone, which never was here. */
async function visitor(path: string): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    baseURL: garage.url,
    viewport: PHONE,
    locale: 'fr-TN',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(path)
  await visible(page.locator('main h1'))
  return { page, problems }
}

const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
const hour = (page: Page) => page.getByRole('group', { name: pub.time }).getByRole('button')
const booked = async (state: string) =>
  (await owner.get<{ items: AppointmentRow[] }>(`/appointments?site=${site}&state=${state}&limit=100`)).items.find(
    ({ customer_name }) => customer_name === 'Sonia Trabelsi',
  )

async function openTimes(service: string, day: string): Promise<string[]> {
  const path = `/api/v1/public/booking/LAC/slots?services=${service}&from=${day}&until=${day}`
  return ((await (await fetch(garage.url + path)).json()) as { starts: string[] }).starts
}

test('a customer books online, the desk matches and confirms, and the link in the mail moves it and gives it up', async () => {
  const closed = await visitor('/book/lac')
  await visible(closed.page.getByText(pub.bookingOff))

  const settings = await staff(OWNER, '/settings/site')
  await settings.getByRole('switch', { name: fr.booking.online }).click()
  await settings.getByLabel(fr.booking.text).fill('Merci de venir à l’heure.')
  await settings.getByRole('button', { name: fr.booking.save }).click()
  await visible(settings.getByRole('textbox', { name: fr.booking.address }))

  const { page, problems } = await visitor('/book/lac')
  await page.getByRole('button', { name: 'العربية' }).click()
  await expect.poll(() => page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await wider(page)).toBe(false)
  await page.getByRole('button', { name: 'Français' }).click()
  await visible(page.getByText('Merci de venir à l’heure.'))
  await page.getByRole('checkbox').first().check()
  await hour(page).first().click()
  await page.getByLabel(pub.name).fill('Sonia Trabelsi')
  await page.getByLabel(pub.phone).fill('22 987 654')
  await page.getByLabel(pub.email).fill(SONIA)
  await page.getByLabel(pub.plate).fill('198 TU 7766')
  await page.getByLabel(pub.words).fill('Bruit au freinage')
  await page.getByLabel(pub.consent).check()
  expect(await findings(page)).toEqual([])
  expect(await wider(page)).toBe(false)
  await page.getByRole('button', { name: new RegExp(pub.send) }).click()
  await visible(page.getByRole('heading', { name: pub.thanks }))
  expect(problems).toEqual([])

  const desk = await staff(ADVISOR, '/bookings')
  await desk.getByText('Sonia Trabelsi').first().click()
  await desk.getByRole('radio', { name: fr.booking.newCustomer.replace('{{name}}', 'Sonia Trabelsi') }).check()
  await desk.getByRole('radio', { name: fr.booking.newVehicle.replace('{{plate}}', '198 TU 7766') }).check()
  await desk.getByLabel(fr.vehicles.make).fill('Kia')
  await desk.getByLabel(fr.vehicles.model).fill('Rio')
  await desk.getByRole('button', { name: fr.booking.confirm }).click()
  await expect.poll(async () => (await booked('confirmed'))?.customer_id ?? null, { timeout: 20_000 }).not.toBe(null)

  await expect
    .poll(async () => (await mailbox.newest(SONIA)).text.includes('est confirm'), { timeout: 20_000 })
    .toBe(true)
  const mail = (await mailbox.newest(SONIA)).text
  expect(mail).toContain('text/calendar')
  const link = /https?:\/\/[^/\s]+(\/a\/[\w-]{43})/.exec(mail)?.[1] ?? ''
  const before = await booked('confirmed')
  const visit = await visitor(link)
  await visible(visit.page.getByText(pub['state.confirmed'], { exact: true }))
  await visit.page.getByRole('button', { name: pub.move }).click()
  // Another day: of today one hour may be left.
  await visit.page.getByRole('group', { name: pub.day }).getByRole('button').last().click()
  await hour(visit.page).last().click()
  await visit.page.getByRole('button', { name: new RegExp(pub.moveGo) }).click()
  await visible(visit.page.getByText(pub.moved))
  const after = await booked('confirmed')
  expect(after?.start).not.toBe(before?.start)
  const service = before?.services[0]?.id ?? ''
  expect(await openTimes(service, before?.start.slice(0, 10) ?? '')).toContain(before?.start)

  expect(await findings(visit.page)).toEqual([])
  await visit.page.getByRole('button', { name: pub.cancel }).click()
  await visit.page.getByRole('button', { name: pub.cancelGo }).click()
  await visible(visit.page.getByText(pub['state.cancelled'], { exact: true }))
  expect((await booked('cancelled'))?.cancelled_by).toBe('customer')
  expect(visit.problems).toEqual([])
})

test('a link that opens nothing says so, in every direction', async () => {
  const { page } = await visitor('/a/nothing')
  await visible(page.getByText(pub.linkOff))
})
