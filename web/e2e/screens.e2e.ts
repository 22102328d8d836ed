import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvoiceRow, Product, User, Vehicle, WorkOrder, WorkOrderRow } from '../src/api/types'
import ar from '../src/locales/ar.json'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, launch, openContext, PHONE, settled, signedIn, watch } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

const SHOTS = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
const TEXTS = { fr, ar }

interface Screen {
  name: string
  path: () => string
  heading: (texts: typeof fr) => string
}

/** The records the single pages show. */
interface Records {
  order: WorkOrder
  vehicle: Vehicle
  product: Product
  invoice: InvoiceRow
  user: User
}

let garage: Garage
let browser: Browser
let site: string
let records: Records

const SCREENS: Screen[] = [
  { name: 'board', path: () => '/board', heading: ({ nav }) => nav.board },
  { name: 'work orders', path: () => '/work-orders', heading: ({ nav }) => nav.workOrders },
  { name: 'reception', path: () => '/reception', heading: ({ reception }) => reception.title },
  { name: 'work-order', path: () => `/work-orders/${records.order.id}`, heading: () => records.order.number },
  { name: 'schedule', path: () => '/schedule', heading: ({ schedule }) => schedule.title },
  { name: 'schedule week', path: () => '/schedule?view=week', heading: ({ schedule }) => schedule.title },
  { name: 'appointments', path: () => '/appointments', heading: ({ nav }) => nav.appointments },
  { name: 'schedule settings', path: () => '/settings/schedule', heading: ({ schedule }) => schedule.settings },
  { name: 'customers', path: () => '/customers', heading: ({ nav }) => nav.customers },
  {
    name: 'customer',
    path: () => `/customers/${records.order.customer.id}`,
    heading: () => records.order.customer.name,
  },
  { name: 'customer tags', path: () => '/customer-tags', heading: ({ customers }) => customers.tags.title },
  {
    name: 'customer statistics',
    path: () => '/customer-statistics',
    heading: ({ customers }) => customers.statistics.title,
  },
  { name: 'vehicles', path: () => '/vehicles', heading: ({ nav }) => nav.vehicles },
  { name: 'vehicle', path: () => `/vehicles/${records.vehicle.id}`, heading: () => records.order.vehicle?.label ?? '' },
  { name: 'vehicle fields', path: () => '/vehicle-fields', heading: ({ vehicles }) => vehicles.fields.title },
  {
    name: 'vehicle statistics',
    path: () => '/vehicle-statistics',
    heading: ({ vehicles }) => vehicles.statistics.title,
  },
  { name: 'vehicle plan', path: () => '/vehicle-plan', heading: ({ vehicles }) => vehicles.plan.title },
  { name: 'products', path: () => '/products', heading: ({ nav }) => nav.products },
  { name: 'parts', path: () => '/parts', heading: ({ nav }) => nav.parts },
  { name: 'purchase-orders', path: () => '/purchase-orders', heading: ({ nav }) => nav.purchaseOrders },
  { name: 'suppliers', path: () => '/suppliers', heading: ({ nav }) => nav.suppliers },
  { name: 'product', path: () => `/products/${records.product.id}`, heading: () => records.product.name },
  { name: 'invoices', path: () => '/invoices', heading: ({ nav }) => nav.invoices },
  {
    name: 'invoice',
    path: () => `/invoices/${records.invoice.id}`,
    heading: () => records.invoice.number ?? 'a number',
  },
  { name: 'messages', path: () => '/messages', heading: ({ nav }) => nav.messages },
  { name: 'imports', path: () => '/imports/customers', heading: ({ imports }) => imports.title.customers },
  { name: 'settings', path: () => '/settings/site', heading: ({ settings }) => settings.title },
  { name: 'profile', path: () => '/profile', heading: ({ profile }) => profile.title },
  { name: 'users', path: () => '/users', heading: ({ nav }) => nav.users },
  { name: 'user', path: () => `/users/${records.user.id}`, heading: () => records.user.name },
  { name: 'roles', path: () => '/roles', heading: ({ nav }) => nav.roles },
  { name: 'role', path: () => '/roles/manager', heading: ({ role }) => role.manager },
  { name: 'sites', path: () => '/sites', heading: ({ nav }) => nav.sites },
  { name: 'site', path: () => `/sites/${site}`, heading: () => 'Garage du Lac' },
  {
    name: 'inspection templates',
    path: () => '/inspection-templates',
    heading: ({ inspections }) => inspections.templates,
  },
  { name: 'api keys', path: () => '/api-keys', heading: ({ nav }) => nav.apiKeys },
  { name: 'devices', path: () => '/devices', heading: ({ nav }) => nav.devices },
  { name: 'sign-ins', path: () => '/sign-ins', heading: ({ nav }) => nav.signIns },
]

const ACCESS = ['profile', 'users', 'user', 'roles', 'role', 'site', 'api keys', 'devices', 'sign-ins']

const LOOKS: (Look & { name: string; language: 'fr' | 'ar'; checked: string[]; shots: Record<string, string> })[] = [
  {
    name: 'French, light, desk',
    language: 'fr',
    theme: 'light',
    viewport: DESK,
    checked: ['board', 'work-order', 'reception', 'invoice', 'customers', ...ACCESS],
    shots: { board: 'board-fr-light', 'work-order': 'work-order-fr-light', invoice: 'invoice-fr-light' },
  },
  {
    name: 'Arabic, dark, desk',
    language: 'ar',
    theme: 'dark',
    viewport: DESK,
    checked: ['board', 'work-order', 'invoice', ...ACCESS],
    shots: { board: 'board-ar-dark' },
  },
  {
    name: 'French, light, phone',
    language: 'fr',
    theme: 'light',
    viewport: PHONE,
    checked: ['board', 'products', ...ACCESS],
    shots: { board: 'board-phone' },
  },
]

beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  records = await pickRecords(api)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function pickRecords(api: Api): Promise<Records> {
  const board = await api.get<{ items: WorkOrderRow[] }>(`/work-orders/board?site=${site}`)
  const busy = board.items.filter(({ state }) => state === 'in_progress').sort((a, b) => b.total - a.total)
  const invoices = await api.get<{ items: InvoiceRow[] }>(`/invoices?site=${site}&state=issued,part_paid`)
  const products = await api.get<{ items: { id: string }[] }>(`/products?site=${site}`)
  const users = await api.get<{ items: User[] }>(`/users?site=${site}`)
  const order = await api.get<WorkOrder>(`/work-orders/${first(busy).id}`)
  return {
    order,
    vehicle: await api.get<Vehicle>(`/vehicles/${order.vehicle?.id}`),
    product: await api.get<Product>(`/products/${first(products.items).id}`),
    invoice: first(invoices.items),
    user: first(users.items),
  }
}

function first<T>(rows: T[]): T {
  const [row] = rows
  if (!row) throw new Error('The demo lacks a record to show')
  return row
}

describe.each(LOOKS)('$name', ({ language, theme, viewport, checked, shots }) => {
  let context: BrowserContext
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    context = await openContext(browser, garage, { language, theme, viewport, site })
    await signedIn(context, OWNER, garage.password)
    page = await context.newPage()
    problems = watch(page)
  })
  afterAll(() => context?.close())

  test.each(SCREENS)('$name', async ({ name, path, heading }) => {
    problems.length = 0
    await page.goto(path())
    await settled(page)
    const title = await page.locator('main h1').first().textContent()
    expect(title).toContain(heading(TEXTS[language] as typeof fr))
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr')
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme)
    expect(await widerThanWindow(page)).toBeLessThanOrEqual(1)
    if (checked.includes(name)) expect(await findings(page)).toEqual([])
    if (shots[name]) await shoot(page, shots[name])
    expect(problems).toEqual([])
  })
})

const widerThanWindow = (page: Page) =>
  page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)

/** The README's pictures, only when asked for. */
async function shoot(page: Page, name: string) {
  if (process.env.ECAR_SCREENSHOTS !== '1') return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png` })
}
