import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page as List, User } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openAt, openContext, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, startGarage } from './garage'
import { type Mailbox, startMailbox } from './mailbox'

const PASSWORD = 'une courte phrase à moi'

let mailbox: Mailbox
let garage: Garage
let browser: Browser
let api: Api

// Mail goes out here: links are handed over because there is no address.
beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({
    workOrders: 10,
    settings: { ECAR_SMTP_URL: mailbox.url },
  })
  api = await apiOf(garage, OWNER)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

async function called(name: string): Promise<User> {
  const { items } = await api.get<List<User>>('/users?limit=100')
  const user = items.find((one) => one.name === name)
  if (!user) throw new Error(`Nobody is called ${name}`)
  return user
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
/** What stands behind `#` in the link that is shown. */
const shownToken = async (page: Page, label: string) => (await page.getByLabel(label).inputValue()).split('#')[1]

test('a mechanic without an address is invited, comes by the link that the owner hands over, and gets a lost password back', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/users?new=1')
  const form = page.getByRole('dialog')
  await form.getByLabel(fr.users.name, { exact: true }).fill('Walid Karoui')
  await button(page, fr.users.sendInvitation).click()
  await visible(form.getByText(fr.problem.field['no-sign-in-name']))
  await form.getByLabel(fr.users.userName).fill('walid.k')
  await visible(button(page, fr.users.makeLink))
  await expect.poll(() => form.getByText(fr.problem.field['no-sign-in-name']).count()).toBe(0)
  await shot(page, 'invite-without-address')
  expect(await findings(page)).toEqual([])
  await button(page, fr.users.makeLink).click()
  await visible(page.getByText(fr.users.linkText))
  const invitation = await shownToken(page, fr.users.link)
  await shot(page, 'link-to-hand-over')
  await page.getByRole('button', { name: fr.common.close, exact: true }).last().click()
  await visible(page.getByRole('row', { name: /Walid Karoui.*walid\.k.*Invité/ }))
  await shot(page, 'users-without-address')

  const guest = await openOutside(`/join#${invitation}`, { viewport: PHONE })
  expect(await guest.getByLabel(fr.users.userName).inputValue()).toBe('walid.k')
  await guest.getByLabel(fr.password.new).fill(PASSWORD)
  await guest.getByLabel(fr.password.again).fill(PASSWORD)
  await shot(guest, 'join-by-user-name-phone')
  expect(await findings(guest)).toEqual([])
  await button(guest, fr.join.go).click()
  await visible(guest.getByRole('navigation', { name: fr.nav.main }))

  const walid = await called('Walid Karoui')
  await page.goto(`/users/${walid.id}`)
  await button(page, fr.users.action.reset_password).click()
  await page.getByRole('dialog').getByRole('button', { name: fr.users.action.reset_password }).click()
  const reset = await shownToken(page, fr.users.resetLink)
  await shot(page, 'reset-link-to-hand-over')
  await page.getByRole('button', { name: fr.common.close, exact: true }).last().click()
  await guest.goto(`/reset-password#${reset}`)
  await visible(guest.getByText('walid.k'))
  await guest.getByLabel(fr.password.new).fill('une autre phrase à moi')
  await guest.getByLabel(fr.password.again).fill('une autre phrase à moi')
  await button(guest, fr.password.set).click()
  await visible(guest.getByText(fr.password.changedSignIn))
  expect(await guest.getByLabel(fr.signIn.who).inputValue()).toBe('walid.k')
  await guest.getByLabel(fr.signIn.password, { exact: true }).fill('une autre phrase à moi')
  await button(guest, fr.signIn.go).click()
  await visible(guest.getByRole('navigation', { name: fr.nav.main }))

  // Whom mail reaches asks for the link themselves.
  await page.goto(`/users/${(await called('Amine')).id}`)
  await visible(button(page, fr.users.action.disable))
  expect(await button(page, fr.users.action.reset_password).count()).toBe(0)
  await guest.context().close()
  await context.close()
  expect(problems).toEqual([])
})

test.each([
  { name: 'phone', language: 'fr', viewport: PHONE, words: fr },
  { name: 'arabic', language: 'ar', viewport: undefined, words: ar },
  { name: 'dark', language: 'fr', theme: 'dark', viewport: undefined, words: fr },
] as const)('an owner gives an address to who has none: $name', async ({ name, words, ...look }) => {
  const made = await api.post<{ user: User; link: string }>('/users/invitations', {
    name: `Sonia ${name}`,
    user_name: `sonia.${name}`,
    language: 'fr',
    sites: (await called('Amine')).sites,
  })
  const { page, context, problems } = await openAt(browser, garage, `/users/${made.user.id}`, look)
  await shot(page, `user-without-address-${name}`)
  await button(page, words.users.makeLink).click()
  await visible(page.getByText(words.users.linkText))
  await shot(page, `link-to-hand-over-${name}`)
  await page.getByRole('button', { name: words.common.close, exact: true }).last().click()
  await button(page, words.users.action.update).click()
  const form = page.getByRole('dialog')
  const field = form.getByLabel(words.signIn.email, { exact: true })
  await field.fill(OWNER)
  await form.getByRole('button', { name: words.common.save }).click()
  await visible(form.getByText(words.problem.field['email-taken']))
  await shot(page, `give-an-address-${name}`)
  expect(await findings(page)).toEqual([])
  await field.fill(`sonia.${name}@garage.example`)
  await form.getByRole('button', { name: words.common.save }).click()
  await visible(page.getByText(`sonia.${name}@garage.example`, { exact: true }))
  await context.close()
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
})

test('who forgot a password and has no address is told whom to ask, as everybody is', async () => {
  const page = await openOutside('/forgot-password')
  await page.getByLabel(fr.signIn.who).fill('moez.atelier')
  await button(page, fr.password.sendLink).click()
  await visible(page.getByText('Sans adresse, demandez un lien à un responsable de l’atelier.', { exact: false }))
  await shot(page, 'forgotten-without-address')
  expect(await findings(page)).toEqual([])
  await page.context().close()
})
