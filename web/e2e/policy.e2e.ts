import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvoiceRow, User, WorkOrderRow } from '../src/api/types'
import { DESK, type Look, launch, openContext, PHONE, settled, signedIn, visible } from './browser'
import { apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let paths: string[]

beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  const site = (await siteOf(api, 'LAC')).id
  const order = (await api.get<{ items: WorkOrderRow[] }>(`/work-orders/board?site=${site}`)).items[0]
  const invoice = (await api.get<{ items: InvoiceRow[] }>('/invoices?state=issued,part_paid')).items[0]
  const product = (await api.get<{ items: { id: string }[] }>(`/products?site=${site}`)).items[0]
  const user = (await api.get<{ items: User[] }>('/users')).items[0]
  const single = [
    `/work-orders/${order?.id}`,
    `/customers/${order?.customer.id}`,
    `/vehicles/${order?.vehicle?.id}`,
    `/invoices/${invoice?.id}`,
    `/products/${product?.id}`,
    `/users/${user?.id}`,
    `/sites/${site}`,
    '/roles/manager',
  ]
  const lists = ['board', 'work-orders', 'reception', 'customers', 'vehicles', 'products', 'invoices', 'messages']
  const administration = ['users', 'roles', 'sites', 'api-keys', 'devices', 'sign-ins', 'audit', 'profile']
  const others = ['imports/customers', 'settings/site']
  paths = [...single, ...[...lists, ...administration, ...others].map((path) => `/${path}`)]
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

/** What a page's policy refused, as the browser itself reports it. */
async function listen(context: BrowserContext): Promise<string[]> {
  const refused: string[] = []
  await context.exposeBinding('ecarRefused', (_, what: string) => refused.push(what))
  await context.addInitScript(() => {
    const tell = (window as unknown as { ecarRefused: (what: string) => void }).ecarRefused
    window.addEventListener('securitypolicyviolation', (event) => {
      tell(
        `${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      )
    })
  })
  return refused
}

const LOOKS: (Look & { name: string })[] = [
  { name: 'French, light, desk', language: 'fr', theme: 'light', viewport: DESK },
  { name: 'Arabic, dark, desk', language: 'ar', theme: 'dark', viewport: DESK },
  { name: 'English, light, phone', language: 'en', theme: 'light', viewport: PHONE },
]

describe.each(LOOKS)('$name', (look) => {
  test('no page asks for what its policy refuses, and every page is styled', async () => {
    const context = await openContext(browser, garage, look)
    await signedIn(context, OWNER, garage.password)
    const refused = await listen(context)
    const page = await context.newPage()
    for (const path of paths) {
      await page.goto(path)
      await settled(page)
      // The library's own styles are there: without the nonce a primary button would be a bare one.
      expect(await styleSheets(page), path).toBeGreaterThan(0)
      await openEverything(page)
    }
    for (const path of ['/sign-in', '/forgot-password', '/register', '/reset-password', '/join', '/confirm-email']) {
      const guest = await context.newPage()
      await guest.goto(path)
      await visible(guest.locator('h1').first())
      await guest.close()
    }
    expect(refused).toEqual([])
    await context.close()
  }, 240_000)
})

/** Rules that style elements brought along; a refused style element has none. */
const styleSheets = (page: Page) =>
  page.evaluate(
    () => [...document.querySelectorAll('style')].filter(({ sheet }) => (sheet?.cssRules.length ?? 0) > 0).length,
  )

/** What opens over a page: dialogs lock its scrolling, text areas measure themselves. */
async function openEverything(page: Page) {
  const first = page.locator('main .page-header .actions button:visible').first()
  if (!(await first.count())) return
  await first.click()
  await page.keyboard.press('Escape')
}

test('a style without the nonce is refused: the test above would notice', async () => {
  const context = await openContext(browser, garage, {})
  const refused = await listen(context)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await visible(page.locator('h1').first())
  await page.evaluate(() => {
    const style = document.createElement('style')
    style.textContent = 'body { color: red }'
    document.head.append(style)
    document.body.setAttribute('style', 'color: red')
    const script = document.createElement('script')
    script.textContent = 'window.evil = true'
    document.head.append(script)
  })
  await expect.poll(() => refused.length, { timeout: 5_000 }).toBe(3)
  expect(await page.evaluate(() => 'evil' in window)).toBe(false)
  await context.close()
})

test('the documentation page works under its own policy', async () => {
  const context = await openContext(browser, garage, {})
  const refused = await listen(context)
  const page = await context.newPage()
  await page.goto('/docs/')
  await visible(page.locator('.opblock').first())
  expect(refused).toEqual([])
  await context.close()
})

test('buttons are named by their words, not by their icons', async () => {
  const context = await openContext(browser, garage, { language: 'fr' })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  // Lower case and first: icons stand before the words, and "plus" is a French word elsewhere.
  const iconNames = /^- button "(plus|edit|delete|close|down|search|copy|setting|mail|key|more|logout|stop)\b/
  for (const path of paths) {
    await page.goto(path)
    await settled(page)
    const buttons = await page.getByRole('button').all()
    for (const button of buttons) {
      // A name with a colon is quoted once more, as YAML wants it.
      const name = ((await button.ariaSnapshot()).split('\n')[0] ?? '').replace(/^- '(.*)'$/, '- $1')
      expect(name, path).toMatch(/^- button ".+"/)
      expect(name, path).not.toMatch(iconNames)
    }
  }
  await context.close()
}, 240_000)
