import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page as List, User } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openAt, openContext, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api

beforeAll(async () => {
  garage = await startGarage(10)
  api = await apiOf(garage, OWNER)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function called(name: string): Promise<User> {
  const { items } = await api.get<List<User>>('/users?limit=100')
  const user = items.find((one) => one.name === name)
  if (!user) throw new Error(`Nobody is called ${name}`)
  return user
}

async function openSignIn(look: Look): Promise<Page> {
  const context = await openContext(browser, garage, look)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await visible(page.locator('main h1'))
  return page
}

test('an owner gives somebody a user name, and the list finds them by it', async () => {
  const nadia = await called('Nadia')
  const { page, context, problems } = await openAt(browser, garage, `/users/${nadia.id}`)
  const edit = () => page.getByRole('button', { name: new RegExp(`${fr.users.action.update}$`) }).click()
  await edit()
  const form = page.getByRole('dialog')
  const field = form.getByLabel(fr.users.userName)
  await field.fill('nadia réception')
  await form.getByRole('button', { name: fr.common.save }).click()
  await visible(form.getByText(fr.users.userNameRule))
  await field.fill('AMINE.atelier')
  await form.getByRole('button', { name: fr.common.save }).click()
  await visible(form.getByText(fr.problem.field['user-name-taken']))
  await shot(page, 'user-name-taken')
  expect(await findings(page)).toEqual([])
  await field.fill('Nadia.Reception')
  await form.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText('nadia.reception', { exact: true }))
  await page.goto('/users?q=nadia.rec')
  await visible(page.getByText('nadia.reception · nadia@garage.example'))
  await visible(page.getByText('1', { exact: false }).first())
  await shot(page, 'user-names')
  expect((await called('Nadia')).user_name).toBe('nadia.reception')
  await page.goto(`/users/${nadia.id}`)
  await edit()
  await form.getByLabel(fr.users.userName).fill('')
  await form.getByRole('button', { name: fr.common.save }).click()
  await expect.poll(async () => (await called('Nadia')).user_name).toBe(null)
  await context.close()
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
})

test.each([
  { name: 'phone', language: 'fr', viewport: PHONE, words: fr },
  { name: 'arabic', language: 'ar', viewport: undefined, words: ar },
  { name: 'dark', language: 'fr', theme: 'dark', viewport: undefined, words: fr },
] as const)('a mechanic signs in by name: $name', async ({ name, words, ...look }) => {
  const page = await openSignIn(look)
  const who = page.getByLabel(words.signIn.who)
  await who.fill('amine.atelier')
  await page.getByLabel(words.signIn.password, { exact: true }).fill('a guess at it')
  await page.keyboard.press('Enter')
  await visible(page.getByText(words.problem['sign-in-failed']))
  await shot(page, `sign-in-by-name-${name}`)
  expect(await findings(page)).toEqual([])
  await who.fill('Amine.Atelier')
  await page.getByLabel(words.signIn.password, { exact: true }).fill(garage.password)
  await page.keyboard.press('Enter')
  await visible(page.getByRole('navigation', { name: words.nav.main }))
  await page.context().close()
})

test('somebody names themselves in their profile', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/profile', { language: 'ar', viewport: PHONE })
  await page.getByRole('button', { name: new RegExp(ar.profile.changeName) }).click()
  await page.getByRole('dialog').getByLabel(ar.users.userName).fill('hela')
  await shot(page, 'own-user-name-phone')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: ar.common.save }).click()
  await visible(page.getByText(ar.profile.nameSaved))
  await visible(page.getByText('hela', { exact: true }))
  expect((await called('Hela')).user_name).toBe('hela')
  await context.close()
  expect(problems).toEqual([])
})
