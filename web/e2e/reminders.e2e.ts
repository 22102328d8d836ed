import { randomInt } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Reminder, ReminderRun, ReminderSettings, Page as Rows, Vehicle } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import pub from '../src/locales/public.fr.json' with { type: 'json' }
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  garage = await startGarage(900)
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const LOOKS: [string, string, Look][] = [
  ['a desk', 'reminders', { viewport: DESK }],
  ['a dark desk', 'reminders-dark', { viewport: DESK, theme: 'dark' }],
  ['a desk in Arabic', 'reminders-ar', { viewport: DESK, language: 'ar' }],
  ['a dark phone in Arabic', 'reminders-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
  ['a phone', 'reminders-phone', { viewport: PHONE }],
]

test.each(LOOKS)('what is due and was told is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/messages?view=reminders', look)
  await visible(page.locator('.bars').first())
  await visible(page.locator('main .plate').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

/** The car of somebody new, whose insurance ends in so many days. */
async function insured(days: number): Promise<Vehicle> {
  const email = `leila${randomInt(1_000_000)}@mail.example`
  const customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Leïla Ben Salah', email })
  const plate = `${randomInt(100, 300)} TU ${randomInt(1000, 9999)}`
  return api.post<Vehicle>('/vehicles', {
    owner_id: customer.id,
    plate,
    make: 'Peugeot',
    model: '208',
    insurance_on: inDays(days),
  })
}

test('an owner chooses hour, days and kinds, has people reminded at once, and sees what came of it', async () => {
  // Overdue: it stands first.
  const vehicle = await insured(-13)
  const { page, context, problems } = await opened('/settings/site')
  const panel = page.getByRole('region', { name: fr.reminders.settings, exact: true })
  await panel.getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: fr.common.add }).click()
  await dialog.getByLabel(fr.reminders.days).last().fill('200')
  await dialog.getByLabel(fr.reminders.kind.road_tax).uncheck()
  await shot(page, 'reminder-settings')
  expect(await findings(page)).toEqual([])
  await dialog.getByLabel(fr.reminders.days).last().fill('60')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  const kept = await api.get<ReminderSettings>(`/reminder-settings/${site}`)
  expect(kept.days).toEqual([60, 30, 7, 0])
  expect(kept.kinds).toEqual(['service', 'inspection', 'insurance'])
  await visible(panel.getByText('60 jours avant'))
  await shot(page, 'reminder-settings-kept')

  await page.goto('/messages?view=reminders')
  await page.getByRole('button', { name: fr.reminders.run }).click()
  await visible(page.locator('.ant-message').getByText(/part/))
  const { items } = await api.get<Rows<ReminderRun>>(`/reminder-runs/${site}?limit=1`)
  expect(items[0]?.by_name).toBe('Hela')
  await visible(page.getByRole('region', { name: fr.reminders.lastRun }).getByText('Hela'))
  const row = page.locator('main tr').filter({ hasText: vehicle.plate.text })
  await visible(row.getByText(fr.reminders.daysBefore_zero))
  await shot(page, 'reminders-run')
  await page.getByRole('button', { name: fr.reminders.run }).click()
  await visible(page.locator('.ant-message').getByText(fr.reminders.queued_zero))

  await row.click()
  const told = page.getByRole('region', { name: fr.reminders.title, exact: true })
  await visible(told.getByText(fr.reminders.kind.insurance))
  await told.scrollIntoViewIfNeeded()
  await shot(page, 'vehicle-reminders')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a customer books by the link of the reminder, and hears no more', async () => {
  const settings = await opened('/settings/site')
  await settings.page.getByRole('switch', { name: fr.booking.online }).click()
  await settings.page.getByRole('button', { name: fr.booking.save }).click()
  await visible(settings.page.getByRole('textbox', { name: fr.booking.address }))
  await settings.context.close()
  const vehicle = await insured(6)
  await api.post(`/reminder-runs/${site}`, {})
  const mine = async () => (await api.get<Reminder[]>(`/vehicle-reminders/${vehicle.id}`))[0]
  const message = (await mine())?.message_id
  const body = async () => (await api.get<{ body: string }>(`/messages/${message}`)).body
  await expect.poll(body, { timeout: 30_000 }).toMatch(/\?r=/)
  const path = /\/book\/\S+/.exec(await body())?.[0] ?? ''
  const context = await browser.newContext({ baseURL: garage.url, viewport: PHONE, locale: 'fr-TN' })
  const page = await context.newPage()
  await page.goto(path)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('group', { name: pub.time }).getByRole('button').first().click()
  await page.getByLabel(pub.name).fill('Leïla Ben Salah')
  await page.getByLabel(pub.phone).fill('98 123 456')
  await page.getByLabel(pub.plate).fill(vehicle.plate.text)
  await page.locator('input[name=may_contact]').check()
  await page.locator('button[type=submit]').click()
  await visible(page.getByRole('heading', { name: pub.thanks }))
  await expect.poll(async () => (await mine())?.appointment_id, { timeout: 30_000 }).toBeTruthy()
  expect((await mine())?.stopped).toBe('booked')
  await context.close()
})
