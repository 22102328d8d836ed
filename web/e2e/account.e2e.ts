import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { User } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, launch, openContext, settled, signedIn, visible } from './browser'
import { apiOf, type Garage, OWNER, startGarage } from './garage'
import { type Mailbox, startMailbox } from './mailbox'

const NEW = 'hela.trabelsi@garage.example'

let garage: Garage
let browser: Browser
let mailbox: Mailbox

// A garage that sends mail and lets customers register.
beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({
    workOrders: 10,
    settings: { ECAR_SMTP_URL: mailbox.url, ECAR_CUSTOMER_REGISTRATION: 'true' },
  })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

async function openOutside(path: string): Promise<Page> {
  const page = await (await openContext(browser, garage)).newPage()
  await page.goto(path)
  return page
}

const linkIn = (text: string) => /https?:\/\/\S+(\/[a-z-]+#\S+)/.exec(text)?.[1] ?? 'no link'

test('who forgot the password gets the same answer as a stranger', async () => {
  const page = await openOutside('/sign-in')
  await visible(page.getByRole('link', { name: fr.register.title }))
  await page.getByRole('link', { name: fr.signIn.forgot }).click()
  // The sign-in page has a field of that name too.
  await visible(page.getByRole('button', { name: fr.password.sendLink }))
  await page.getByLabel(fr.signIn.who).fill('personne@ailleurs.example')
  await page.getByRole('button', { name: fr.password.sendLink }).click()
  await visible(page.getByText(fr.password.sentTitle))
  await page.goto('/reset-password#faux')
  await visible(page.getByText(fr.link.notValid))
  await page.context().close()
})

test('an address changes when the link sent there is confirmed, and the old one is warned', async () => {
  const context = await openContext(browser, garage)
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto('/profile')
  await settled(page)
  await page.getByRole('button', { name: fr.email.change }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.email.new).fill(NEW)
  await dialog.getByLabel(fr.password.current).fill('pas le bon')
  await dialog.getByRole('button', { name: fr.password.sendLink }).click()
  await visible(page.getByText(fr.problem.field['wrong-password']))
  expect(await findings(page)).toEqual([])
  await dialog.getByLabel(fr.password.current).fill(garage.password)
  await dialog.getByRole('button', { name: fr.password.sendLink }).click()
  await visible(page.locator('.ant-modal-confirm-title', { hasText: fr.password.sentTitle }))
  expect((await mailbox.newest(OWNER)).text).not.toContain('#')

  const other = await openOutside(linkIn((await mailbox.newest(NEW)).text))
  await visible(other.getByText(NEW))
  expect(await findings(other)).toEqual([])
  if (process.env.ECAR_SHOTS) await other.screenshot({ path: `${process.env.ECAR_SHOTS}/confirm-email.png` })
  await other.getByRole('button', { name: fr.email.confirm, exact: true }).click()
  await visible(other.getByText(fr.email.confirmed.replace('{{email}}', NEW)))
  await other.reload()
  await visible(other.getByText(fr.link.notValid))
  await other.context().close()

  await page.reload()
  await settled(page)
  await visible(page.getByText(NEW).first())
  const api = await apiOf(garage, NEW)
  const { items } = await api.get<{ items: User[] }>('/users?limit=100')
  expect(items.map(({ email }) => email)).not.toContain(OWNER)
  await page.context().close()
})
