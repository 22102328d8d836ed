import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Site, User } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, type Look, launch, openContext, PHONE, settled, signedIn, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let lac: Site

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  lac = await siteOf(api, 'LAC')
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, look)
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

const shot = async (page: Page, name: string) => {
  if (process.env.ECAR_SHOTS) await page.screenshot({ path: `${process.env.ECAR_SHOTS}/${name}.png`, fullPage: true })
}

test('opening hours are changed on a phone, with Ramadan and a holiday', async () => {
  const page = await openPage(`/sites/${lac.id}`, { viewport: PHONE, site: lac.id })
  const sunday = page.locator('.hours-week > li').nth(6)
  await visible(sunday.getByText(fr.hours.closed))
  await sunday.getByRole('button', { name: fr.hours.add }).click()
  await sunday.getByLabel(new RegExp(fr.hours.until)).fill('13:00')
  await page.getByRole('button', { name: fr.hours.addException }).click()
  const ramadan = page.locator('.hours-exception')
  await ramadan.getByLabel(fr.hours.name, { exact: true }).fill('Ramadan')
  await ramadan.getByLabel(fr.hours.firstDay).fill('2027-02-08')
  await ramadan.getByLabel(fr.hours.lastDay).fill('2027-03-09')
  await ramadan.getByRole('button', { name: fr.hours.add }).click()
  await ramadan.getByLabel(new RegExp(fr.hours.until)).fill('15:00')
  await ramadan.getByLabel('dim.').uncheck()
  expect(await findings(page)).toEqual([])
  expect(
    await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth),
  ).toBeLessThanOrEqual(1)
  await shot(page, 'hours-phone')
  await page.getByRole('button', { name: fr.common.save, exact: true }).first().click()
  await visible(page.getByText(fr.settings.saved))
  const { hours } = await api.get<Site>(`/sites/${lac.id}`)
  expect(hours.week[6]).toEqual([{ from: '08:00', until: '13:00' }])
  expect(hours.exceptions).toEqual([
    {
      name: 'Ramadan',
      from: '2027-02-08',
      until: '2027-03-09',
      weekdays: [1, 2, 3, 4, 5, 6],
      spans: [{ from: '08:00', until: '15:00' }],
    },
  ])
  await page.context().close()
})

test('hours that end before they begin are refused beside their field', async () => {
  const page = await openPage(`/sites/${lac.id}`, { site: lac.id })
  await page.locator('.hours-week > li').first().getByLabel(new RegExp(fr.hours.until)).first().fill('07:00')
  await page.getByRole('button', { name: fr.common.save, exact: true }).first().click()
  await visible(page.getByText(fr.hours.order))
  await page.context().close()
})

test('a prefix is checked, and counts for new documents', async () => {
  const page = await openPage(`/sites/${lac.id}`, { site: lac.id })
  const invoices = page.getByLabel(fr.settings.prefix.invoice)
  await invoices.fill('f-sfx')
  await visible(page.getByText(`F-SFX-${new Date().getFullYear()}-00042`))
  await page.getByRole('button', { name: fr.common.save, exact: true }).first().click()
  await visible(page.getByText(fr.problem.field['prefix-taken']))
  await invoices.fill('FA')
  await page.getByRole('button', { name: fr.common.save, exact: true }).first().click()
  await visible(page.getByText(fr.settings.saved))
  expect((await api.get<Site>(`/sites/${lac.id}`)).prefixes).toEqual({ work_order: 'LAC', invoice: 'FA' })
  await shot(page, 'site-fr-light')
  await page.context().close()
  for (const look of [
    { language: 'ar', theme: 'dark' },
    { language: 'en', theme: 'light', viewport: PHONE },
  ] as Look[]) {
    const other = await openPage(`/sites/${lac.id}`, { ...look, site: lac.id })
    await shot(other, `site-${look.language}-${look.theme}`)
    expect(await findings(other)).toEqual([])
    await other.context().close()
  }
})

test('a site is opened, and closed again; one with open work says what is not finished', async () => {
  const page = await openPage('/sites', { site: lac.id })
  await page.getByRole('button', { name: fr.settings.newSite }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.settings.name).fill('Garage de Bizerte')
  await dialog.getByLabel(fr.settings.code, { exact: true }).fill('biz')
  await shot(page, 'new-site')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await page.waitForURL(/\/sites\/.+/)
  await visible(page.getByRole('heading', { name: 'Garage de Bizerte' }))
  await page.getByRole('button', { name: fr.settings.close }).click()
  await page.getByRole('dialog').getByRole('button', { name: fr.settings.close }).click()
  await visible(page.locator('.page-header').getByText(fr.settings.closed, { exact: true }))
  await visible(page.getByRole('button', { name: fr.settings.reopen }))
  await page.locator('.site-switch').click()
  await visible(page.locator('.ant-select-dropdown').getByText('Garage de Sfax'))
  expect(await page.locator('.ant-select-dropdown').getByText('Garage de Bizerte').count()).toBe(0)
  await page.keyboard.press('Escape')

  await page.goto(`/sites/${lac.id}`)
  await settled(page)
  await page.getByRole('button', { name: fr.settings.close }).click()
  await page.getByRole('dialog').getByRole('button', { name: fr.settings.close }).click()
  await visible(page.locator('.ant-modal-confirm-title', { hasText: fr.problem['site-has-open-work'] }))
  await visible(page.getByText(/LAC-\d{4}-\d{5}, /))
  await page.context().close()
})

test('all sites at once: lists name the site, and work begins at one that is chosen', async () => {
  const page = await openPage('/work-orders', { site: 'all' })
  await visible(page.getByRole('columnheader', { name: fr.app.site }))
  const codes = await page.locator('tbody tr').allTextContents()
  expect(codes.some((row) => row.includes('SFX')) && codes.some((row) => row.includes('LAC'))).toBe(true)
  await shot(page, 'all-sites')
  await page.goto('/invoices')
  await settled(page)
  await visible(page.getByRole('columnheader', { name: fr.app.site }))
  await page.goto('/reception')
  await visible(page.getByText(fr.site.chooseTitle))
  await page.getByRole('button', { name: 'Garage de Sfax' }).click()
  await visible(page.getByRole('heading', { name: fr.reception.title }))
  expect(await page.evaluate(() => localStorage.getItem('ecar.site'))).not.toBe('all')
  await page.context().close()
})

test('people change their name, and a colleague hands over a link for a new password', async () => {
  const page = await openPage('/profile', { site: lac.id })
  await page.getByRole('button', { name: fr.profile.changeName }).click()
  await page.getByLabel(fr.users.name, { exact: true }).fill('Hela Trabelsi')
  await page.getByRole('dialog').getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByRole('heading', { name: 'Hela Trabelsi' }))
  expect(await page.getByRole('button', { name: fr.email.change }).count()).toBe(0)
  await shot(page, 'profile')

  const { items } = await api.get<{ items: User[] }>('/users?limit=100')
  await page.goto(`/users/${items.find(({ name }) => name === 'Amine')?.id}`)
  await settled(page)
  await page.getByRole('button', { name: fr.users.action.reset_password }).click()
  await page.getByRole('dialog').getByRole('button', { name: fr.users.action.reset_password }).click()
  const link = await page.getByLabel(fr.users.resetLink, { exact: true }).inputValue()
  await shot(page, 'reset-link')
  expect(link).toContain('/reset-password#')
  await page.context().close()

  const guest = await (await openContext(browser, garage, {})).newPage()
  await guest.goto('/sign-in')
  await visible(guest.getByLabel(fr.signIn.password, { exact: true }))
  expect(await guest.getByText(fr.signIn.forgot).count()).toBe(0)
  expect(await guest.getByText(fr.register.title).count()).toBe(0)
  await guest.goto('/forgot-password')
  await visible(guest.getByText(fr.password.noMailTitle))
  await guest.goto(`/reset-password${link.slice(link.indexOf('#'))}`)
  await visible(guest.getByLabel(fr.password.new, { exact: true }))
  await guest.context().close()
})
