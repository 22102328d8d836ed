import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Site, User } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, type Look, launch, openContext, PHONE, refuseToken, settled, signedIn, visible } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage, TECHNICIAN } from './garage'
import { totp } from './totp'

const PIN = '4729'
const PASSWORD = 'une courte phrase à moi'

let garage: Garage
let browser: Browser
let owner: Api
let lac: Site

beforeAll(async () => {
  garage = await startGarage(10)
  owner = await apiOf(garage, OWNER)
  lac = await siteOf(owner, 'LAC')
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openAs(email: string, path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site: lac.id, ...look })
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function openOutside(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, look)
  const page = await context.newPage()
  await page.goto(path)
  await visible(page.locator('main h1'))
  return page
}

/** Its icon is part of a button's name. */
const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`(^|\\s)${name}$`) })
const close = (page: Page): Promise<void> => page.context().close()

async function signInOn(page: Page, email: string, password = garage.password) {
  await page.getByLabel(fr.signIn.who).fill(email)
  await page.getByLabel(fr.signIn.password, { exact: true }).fill(password)
  await button(page, fr.signIn.go).click()
}

async function signOutOn(page: Page) {
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await page.getByRole('menuitem', { name: fr.app.signOut }).click()
  await visible(page.getByLabel(fr.signIn.who))
}

/** Where someone is once signed in. */
const inside = (page: Page) => visible(page.getByRole('navigation', { name: fr.nav.main }))

async function userCalled(name: string): Promise<User> {
  const { items } = await owner.get<{ items: User[] }>('/users?limit=100')
  const user = items.find((one) => one.name === name)
  if (!user) throw new Error(`Nobody is called ${name}`)
  return user
}

test('someone is invited, sets a password by the link, and is in', async () => {
  const page = await openAs(OWNER, '/users?new=1')
  const form = page.getByRole('dialog')
  await form.getByLabel(fr.users.name, { exact: true }).fill('Imen Jaziri')
  await form.getByLabel(fr.signIn.email).fill('imen@garage.example')
  await button(page, fr.users.sendInvitation).click()
  const link = await page.getByLabel(fr.users.link).inputValue()
  expect(link).toContain('/join#')
  await page.getByRole('button', { name: fr.common.close, exact: true }).last().click()
  await visible(page.getByRole('row', { name: /Imen Jaziri.*Invité/ }))

  const guest = await openOutside(`/join#${link.split('#')[1]}`)
  await visible(guest.getByLabel(fr.password.new))
  expect(await guest.getByLabel(fr.join.name).inputValue()).toBe('Imen Jaziri')
  expect(await findings(guest)).toEqual([])
  await guest.getByLabel(fr.password.new).fill('imen')
  await guest.getByLabel(fr.password.again).fill('imen2')
  await button(guest, fr.join.go).click()
  await visible(guest.getByText(fr.password.tooShort, { exact: true }))
  await visible(guest.getByText(fr.password.differs, { exact: true }))
  await guest.getByLabel(fr.password.new).fill(PASSWORD)
  await guest.getByLabel(fr.password.again).fill(PASSWORD)
  await button(guest, fr.join.go).click()
  await inside(guest)
  expect((await userCalled('Imen Jaziri')).state).toBe('active')
  await guest.goto(`/join#${link.split('#')[1]}`)
  await visible(guest.getByText(fr.link.notValid))
  await close(page)
  await close(guest)
})

test('a second factor is set up, then asked for: the app’s code, or a recovery code', async () => {
  const page = await openAs(ADVISOR, '/profile')
  await button(page, fr.secondFactor.action.begin).click()
  await page.getByLabel(fr.password.current).fill('pas le bon')
  await button(page, fr.secondFactor.next).click()
  await visible(page.getByText(fr.problem.field['wrong-password']))
  await page.getByLabel(fr.password.current).fill(garage.password)
  await button(page, fr.secondFactor.next).click()
  const secret = await page.getByLabel(fr.secondFactor.secret).inputValue()
  await page.getByLabel(fr.secondFactor.code).fill(totp(secret))
  await page.getByRole('dialog').last().getByRole('button', { name: fr.secondFactor.confirm, exact: true }).click()
  await visible(page.getByText(fr.secondFactor.codesTitle))
  const codes = await page.locator('.recovery-codes code').allTextContents()
  expect(codes).toHaveLength(10)
  await button(page, fr.secondFactor.codesKept).click()
  await visible(page.getByText('Il reste 10 codes de secours.'))

  await signOutOn(page)
  await signInOn(page, ADVISOR)
  await page.getByLabel(fr.secondFactor.code).fill('000000')
  await visible(page.getByText(fr.problem.field['code-wrong']))
  expect(await findings(page)).toEqual([])
  await page.getByLabel(fr.secondFactor.code).fill(totp(secret, 1))
  await inside(page)

  await signOutOn(page)
  await signInOn(page, ADVISOR)
  await button(page, fr.secondFactor.useRecovery).click()
  await page.getByLabel(fr.secondFactor.recoveryCode).fill(codes[0] ?? '')
  await button(page, fr.signIn.go).click()
  await inside(page)
  await page.goto('/profile')
  await visible(page.getByText('Il reste 9 codes de secours.'))
  await close(page)
})

test('a shared tablet changes hands with PINs', async () => {
  for (const email of [TECHNICIAN, OWNER]) {
    const api = await apiOf(garage, email)
    await api.put('/me/pin', { pin: PIN, password: garage.password })
  }
  const page = await openAs(OWNER, '/devices?new=1', { viewport: PHONE })
  await page.getByRole('dialog').getByLabel(fr.devices.name).fill('Tablette du pont 2')
  await page.getByRole('dialog').getByRole('button', { name: fr.devices.enrol }).click()
  await button(page, fr.devices.handOver).click()

  await page.getByRole('button', { name: 'Amine' }).click()
  for (const digit of '4728') await button(page, digit).click()
  await button(page, fr.signIn.go).click()
  await visible(page.getByText(fr.problem['pin-wrong']))
  expect(await findings(page)).toEqual([])
  const smallest = await page
    .locator('.pin-keys button')
    .evaluateAll((keys) => Math.min(...keys.map((key) => Math.min(key.clientWidth, key.clientHeight))))
  expect(smallest).toBeGreaterThanOrEqual(48)
  for (const digit of PIN) await button(page, digit).click()
  await button(page, fr.signIn.go).click()
  await inside(page)
  await visible(page.getByRole('button', { name: /^A · / }))

  await page.goto('/profile')
  await visible(page.getByText(fr.pin.who))
  await page.getByRole('button', { name: 'Amine' }).click()
  await page.keyboard.type(PIN)
  await page.keyboard.press('Enter')
  await visible(page.getByText(fr.profile.closed))
  await button(page, fr.pin.usePassword).click()
  await visible(page.getByLabel(fr.signIn.who))
  await page.getByRole('link', { name: fr.pin.usePin }).click()
  await page.getByRole('button', { name: 'Amine' }).click()
  await page.keyboard.type(PIN)
  await page.keyboard.press('Enter')
  await inside(page)

  await button(page, fr.pin.switch).click()
  await page.getByRole('button', { name: 'Hela' }).click()
  await page.keyboard.type(PIN)
  await page.keyboard.press('Enter')
  await visible(page.getByRole('button', { name: /^H · / }))

  // A PIN's quarter of an hour is over: the next one is typed over the page.
  await refuseToken(page)
  await page.getByRole('link', { name: fr.nav.short.workOrders }).click()
  const again = page.getByRole('dialog', { name: fr.signIn.expired })
  await visible(again.getByText(fr.pin.kept))
  await page.keyboard.type(PIN)
  await page.keyboard.press('Enter')
  await again.waitFor({ state: 'hidden' })
  await visible(page.locator('.card-row').first())
  await close(page)
})

test('a session elsewhere is ended, and a new password ends the others', async () => {
  const [page, other, third] = await Promise.all([1, 2, 3].map(() => openAs('tarek@garage.example', '/profile')))
  if (!page || !other || !third) throw new Error('Three pages were opened')
  const rows = page.locator('section', { hasText: fr.profile.sessions }).getByRole('row')
  await visible(rows.filter({ hasText: fr.profile.thisOne }))
  const before = await rows.count()
  await button(page, fr.profile.endSession).first().click()
  await expect.poll(() => rows.count()).toBe(before - 1)

  await button(page, fr.password.change).click()
  await page.getByLabel(fr.password.current).fill(garage.password)
  await page.getByLabel(fr.password.new).fill('tarek@garage.example')
  await page.getByLabel(fr.password.again).fill('tarek@garage.example')
  await button(page, fr.common.save).click()
  await visible(page.getByText(fr.problem.field['password-refused']))
  await page.getByLabel(fr.password.new).fill(PASSWORD)
  await page.getByLabel(fr.password.again).fill(PASSWORD)
  await button(page, fr.common.save).click()
  await visible(page.locator('.ant-message').getByText(fr.password.changed))
  await expect.poll(() => rows.count()).toBe(2)
  await other.reload()
  await visible(other.getByLabel(fr.signIn.who))
  await signInOn(other, 'tarek@garage.example', PASSWORD)
  await inside(other)
  for (const one of [page, other, third]) await close(one)
})

test('someone disabled is out and can be let in again at once', async () => {
  const { id } = await userCalled('Sami')
  const page = await openAs(OWNER, `/users/${id}`)
  await button(page, fr.users.action.disable).click()
  await visible(page.getByText(fr.state.user.disabled, { exact: true }))

  const sami = await openOutside('/sign-in')
  await signInOn(sami, 'sami@garage.example')
  await visible(sami.getByText(fr.problem['sign-in-failed']))
  await page.locator('.ant-message').getByRole('button', { name: fr.common.undo }).click()
  await visible(page.getByText(fr.state.user.active, { exact: true }))
  await button(sami, fr.signIn.go).click()
  await inside(sami)
  await close(sami)
  await close(page)
})

test('a role of the garage’s own opens what it holds and nothing else', async () => {
  const page = await openAs(OWNER, '/roles?new=1')
  await page.getByRole('dialog').getByLabel(fr.roles.name).fill('Accueil')
  await button(page, fr.roles.create).click()
  await visible(page.getByRole('heading', { name: 'Accueil' }))
  await page.getByLabel(fr.permission.customer.read, { exact: true }).check()
  await page.getByLabel(fr.permission.customer.write, { exact: true }).check()
  await button(page, fr.common.save).click()
  await visible(page.getByText(fr.roles.saved))

  const { id } = await userCalled('Habib')
  await page.goto(`/users/${id}`)
  await button(page, fr.users.action.update).click()
  const place = page.locator('.place', { hasText: 'Sfax' })
  await place.locator('.ant-select').click()
  await page.locator('.ant-select-item-option', { hasText: 'Accueil' }).click()
  await button(page, fr.common.save).click()
  await visible(page.locator('.facts').getByText('Accueil'))

  const habib = await openOutside('/sign-in')
  await signInOn(habib, 'habib@garage.example')
  await visible(habib.getByRole('heading', { name: fr.nav.customers }))
  const places = habib.getByRole('navigation', { name: fr.nav.main }).getByRole('listitem')
  expect(await places.allTextContents()).toEqual([fr.nav.customers])
  await close(habib)
  await close(page)
})

test('an API key is shown once, then revoked for good', async () => {
  const page = await openAs(OWNER, '/api-keys?new=1')
  const form = page.getByRole('dialog')
  await form.getByLabel(fr.keys.name).fill('Export comptable')
  await form.getByLabel(fr.permission.invoice.read, { exact: true }).check()
  await button(page, fr.keys.create).click()
  const key = await page.getByLabel(fr.keys.secret, { exact: true }).inputValue()
  await button(page, fr.keys.kept).click()
  const ask = () =>
    fetch(`${garage.url}/api/v1/invoices?limit=1`, { headers: { authorization: `Bearer ${key}` } }).then(
      ({ status }) => status,
    )
  expect(await ask()).toBe(200)
  await page
    .getByRole('row', { name: /Export comptable/ })
    .getByRole('button', { name: fr.keys.revoke })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: fr.keys.revoke }).click()
  await visible(page.getByText(fr.state.apiKey.revoked, { exact: true }))
  expect(await ask()).toBe(401)
  await close(page)
})

test('the audit shows what changed, for a record too', async () => {
  const { items } = await owner.get<{ items: Customer[] }>('/customers?limit=1')
  const [customer] = items
  if (!customer) throw new Error('The demo has no customer')
  const context = await openContext(browser, garage, { site: lac.id })
  const asked = await fakeAudit(context, customer)
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto('/audit?entity=customer')
  await button(page, '2 champs').click()
  await visible(page.locator('del', { hasText: '+21620111222' }))
  await visible(page.locator('ins', { hasText: '+21620999888' }))
  expect(asked.at(-1)).toContain('entity=customer')
  expect(await findings(page)).toEqual([])
  await page.getByLabel(fr.audit.from).fill('2026-11-01')
  await expect.poll(() => page.url()).toContain('from=2026-11-01')
  await expect.poll(() => asked.at(-1)).toContain('from=2026-10-31T23')

  await page.getByRole('link', { name: customer.name }).click()
  await visible(page.getByRole('heading', { name: customer.name }))
  await page.getByRole('button', { name: fr.audit.changes }).click()
  await button(page, '2 champs').click()
  await visible(page.locator('ins', { hasText: '+21620999888' }))
  expect(asked.at(-1)).toContain(`entity_id=${customer.id}`)
  await context.close()
})

/** The audit as it will answer, and the permission to read it. */
async function fakeAudit(context: BrowserContext, customer: Customer): Promise<string[]> {
  const asked: string[] = []
  await context.route('**/api/v1/auth/refresh', async (route) => {
    const response = await route.fetch()
    const session = await response.json()
    for (const site of session.me.sites) site.permissions.push('audit.read')
    await route.fulfill({ response, json: session })
  })
  const entry = {
    id: '1',
    at: '2026-11-20T09:30:00Z',
    actor_id: 'x',
    actor_name: 'Nadia',
    address: '192.0.2.7',
    action: 'customer.update',
    entity: 'customer',
    entity_id: customer.id,
    label: customer.name,
    site_id: null,
    changes: [
      { field: 'phone', before: '+21620111222', after: '+21620999888' },
      { field: 'email', before: null, after: 'a@b.tn' },
    ],
  }
  await context.route('**/api/v1/audit?**', (route) => {
    asked.push(decodeURIComponent(route.request().url()))
    return route.fulfill({ json: { items: [entry], next: null } })
  })
  return asked
}
