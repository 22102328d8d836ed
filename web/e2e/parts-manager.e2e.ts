import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Page as ListOf, Product, PurchaseOrder, Supplier, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { launch, openContext, settled, signedIn, visible, watch } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { type Mailbox, startMailbox } from './mailbox'

// PRODUCT.md 3.4, the parts manager's day, with exactly its figures.

const MAIL = 'ventes@comptoir.example'
let garage: Garage
let mailbox: Mailbox
let browser: Browser
let api: Api
let site: Id
let sfax: Id
let customer: Id
let filter: Product
let disc: Product
let dearer: Product

beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({ settings: { ECAR_SMTP_URL: mailbox.url } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  sfax = (await siteOf(api, 'SFX')).id
  browser = await launch()
  customer = (await api.post<{ id: Id }>('/customers', { kind: 'person', name: 'Leïla Magasin' })).id
  const supplier = await api.post<Supplier>('/suppliers', { name: 'Comptoir de Karim', email: MAIL, lead_days: 10 })
  filter = await sold(supplier, 'K-FILTRE', 'Filtre de Karim', 10_000)
  disc = await sold(supplier, 'K-DISQUE', 'Disque de Karim', 60_000)
  dearer = await sold(supplier, 'K-DISQUE-B', 'Disque d’une autre marque', 70_000)
  const lines = [{ product_id: filter.id, quantity: 4000, unit_cost: 10_000 }]
  await api.post('/stock/receipts', { site_id: site, lines })
  await api.put(`/products/${filter.id}/minimum`, { site_id: site, minimum: 6000, maximum: 11_000 })
  await api.put(`/products/${filter.id}/bin`, { site_id: site, bin: 'K-A' })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

async function sold(supplier: Supplier, sku: string, name: string, cost: number): Promise<Product> {
  const product = await api.post<Product>('/products', { sku, name, price: cost * 2, vat_rate: 1900 })
  await api.put(`/suppliers/${supplier.id}/items/${product.id}`, { pack_cost: cost, preferred: true })
  return product
}

let plates = 0

/** An approved order that wants so many of a part, promised for tomorrow. */
async function wanting(part: Product, quantity: number): Promise<WorkOrder> {
  plates += 1
  const car = { owner_id: customer, plate: `235 TU ${4820 + plates}`, make: 'Peugeot', model: '208' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', car)
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer,
    vehicle_id: vehicle.id,
    concern: 'Entretien',
    promised_at: new Date(Date.now() + 86_400_000).toISOString(),
    jobs: [{ title: 'Travail de Karim', lines: [{ kind: 'part', product_id: part.id, quantity }] }],
  })
  await approve(order)
  return order
}

const approve = (order: WorkOrder) =>
  api.post(`/work-orders/${order.id}/authorise`, {
    decisions: order.jobs.map(({ id }) => ({ job_id: id, decision: 'approve' })),
    method: 'phone',
    by_name: 'Leïla',
  })

interface Level {
  on_hand: number
  reserved: number
  on_order: number
  average_cost: number
}

async function level(of: Product): Promise<Level | undefined> {
  const { stock } = await api.get<{ stock: (Level & { site_id: Id })[] }>(`/products/${of.id}`)
  return stock.find(({ site_id }) => site_id === site)
}

const reserved = (of: Product, quantity: number) =>
  expect.poll(async () => (await level(of))?.reserved, { timeout: 20_000 }).toBe(quantity)

async function opened(): Promise<{ page: Page; problems: string[] }> {
  const context = await openContext(browser, garage, { site })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  return { page, problems: watch(page) }
}

/** The newest purchase order of Karim's counter. */
async function newest(): Promise<PurchaseOrder> {
  const { items } = await api.get<ListOf<{ id: Id; supplier: { name: string } }>>(`/purchase-orders?site=${site}`)
  const found = items.find(({ supplier }) => supplier.name === 'Comptoir de Karim')
  return api.get<PurchaseOrder>(`/purchase-orders/${found?.id}`)
}

test('the parts manager’s day, from the morning’s list to a month that adds up', async () => {
  const { page, problems } = await opened()
  const order = await orderTen(page)
  await receiveSix(page, order)
  await tenAreBilled(page, order)
  await anotherBrand(page)
  await oldAlternator(page)
  await cancelledPart(page)
  await transfer(page)
  await count(page)
  await monthEnd(page)
  expect(problems).toEqual([])
  await page.context().close()
})

/** Steps 1 to 3: eight for the shelf, net of what is reserved, and two for a fleet's job. */
async function orderTen(page: Page): Promise<PurchaseOrder> {
  await wanting(filter, 1000)
  await reserved(filter, 1000)
  await page.goto('/parts')
  await settled(page)
  for (const list of [fr.parts.short, fr.parts.toOrder, fr.parts.openReturns, fr.parts.unmatched])
    await visible(page.getByRole('heading', { name: list }))
  const row = page.getByRole('row', { name: /Filtre de Karim/ })
  await expect.poll(() => row.textContent()).toMatch(/3.*6.*11.*8/)
  await page.getByRole('button', { name: fr.parts.orderThese }).click()
  await visible(page.getByText(/^Sur (la commande|les commandes) .*PO-LAC-/))
  await wanting(filter, 5000)
  await reserved(filter, 4000)
  await page.reload()
  await page.getByRole('button', { name: fr.parts.orderAllShort }).click()
  await expect.poll(async () => (await newest()).lines[0]?.packs, { timeout: 20_000 }).toBe(10_000)
  const draft = await newest()
  expect(draft.lines[0]?.jobs.map(({ quantity }) => quantity)).toEqual([2000])
  await page.goto(`/purchase-orders/${draft.id}`)
  await page.getByRole('button', { name: fr.purchasing.action.mail }).click()
  await visible(page.getByText(fr.state.purchase.sent, { exact: true }).first())
  const mail = await mailbox.newest(MAIL)
  for (const said of [draft.number, 'K-FILTRE, Filtre de Karim']) expect(mail.text).toContain(said)
  return draft
}

/** Step 4: 4 at 10.000 and 6 at 12.000 are 10 at 11.200; jobs have theirs first. */
async function receiveSix(page: Page, order: PurchaseOrder) {
  await page.getByRole('button', { name: fr.purchasing.action.receive }).click()
  await page.getByLabel(fr.inventory.deliveryNote).fill('BL-K-1')
  await page.getByLabel('Colis Filtre de Karim').fill('6')
  await page.getByLabel(`${fr.purchasing.packCost} Filtre de Karim`).fill('12')
  await page.getByRole('button', { name: fr.inventory.receiveGo }).click()
  await visible(page.getByText(fr.state.purchase.partly_received))
  expect(await level(filter)).toMatchObject({ on_hand: 10_000, reserved: 6000, on_order: 4000, average_cost: 11_200 })
  await api.patch(`/purchase-orders/${order.id}`, { expected_on: inDays(12) })
  await page.goto(`/products/${filter.id}`)
  await visible(page.getByText('11,200', { exact: false }).first())
}

/** Step 6. */
async function tenAreBilled(page: Page, order: PurchaseOrder) {
  const line = { purchase_line_id: order.lines[0]?.id, packs: 10_000, pack_cost: 12_000 }
  const body = { site_id: site, supplier_id: order.supplier.id, number: 'FA-K-1', dated_on: inDays(0), lines: [line] }
  const bill = await api.post<{ id: Id; state: string }>('/supplier-invoices', body)
  expect(bill.state).toBe('differs')
  await page.goto(`/store/invoices/${bill.id}`)
  await visible(page.getByText(fr.store.notCome))
  await page.goto('/parts')
  await visible(page.getByText('FA-K-1'))
}

/** Steps 5 and 9: the job that waits for discs is at risk; another brand comes dearer and has to be approved again. */
async function anotherBrand(page: Page) {
  const order = await wanting(disc, 2000)
  await expect.poll(async () => (await level(disc)) !== undefined, { timeout: 20_000 }).toBe(true)
  await page.goto('/parts')
  await visible(page.getByRole('row', { name: new RegExp(order.number) }))
  await page.getByRole('button', { name: fr.parts.orderAllShort }).click()
  await expect.poll(async () => (await newest()).lines[0]?.product_id, { timeout: 20_000 }).toBe(disc.id)
  const draft = await newest()
  await api.post(`/purchase-orders/${draft.id}/send`, {})
  await page.goto(`/work-orders/${order.id}`)
  await visible(page.getByText(fr.workshop.partsTooLate).first())

  await page.goto(`/purchase-orders/${draft.id}`)
  await page.getByRole('button', { name: fr.purchasing.substitute }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.inventory.addArticle).fill('K-DISQUE-B')
  await page.getByRole('option', { name: /Disque d’une autre marque/ }).click()
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText('à la place de Disque de Karim', { exact: true }))
  await page.goto(`/work-orders/${order.id}`)
  const job = page.getByRole('region', { name: 'Travail de Karim' })
  await visible(job.getByText(fr.state.authorisation.reapproval_needed, { exact: true }))
  await visible(job.getByText('Disque d’une autre marque'))
  const now = await api.get<WorkOrder>(`/work-orders/${order.id}`)
  expect(now.jobs[0]?.lines[0]?.unit_price).toBe(140_000)
  await approve(order)
  const sent = await api.get<PurchaseOrder>(`/purchase-orders/${draft.id}`)
  const came = sent.lines.map(({ id, packs }) => ({ line_id: id, packs }))
  await api.post(`/purchase-orders/${draft.id}/receive`, { delivery_number: 'BL-K-2', lines: came })
  await reserved(dearer, 2000)
  await api.post(`/work-orders/${order.id}/cancel`, { reason: 'Ne revient pas' })
}

/** Step 7: the customer's charge of 80.000 goes when the old part is scanned in; the supplier's credit comes late. */
async function oldAlternator(page: Page) {
  const alternator = await api.post<Product>('/products', {
    sku: 'K-ALT',
    barcode: '2009990000012',
    name: 'Alternateur de Karim',
    price: 450_000,
    vat_rate: 1900,
    core_charge: 80_000,
  })
  const line = { product_id: alternator.id, quantity: 1000, unit_cost: 300_000 }
  await api.post('/stock/receipts', { site_id: site, lines: [line] })
  const order = await wanting(alternator, 1000)
  const net = async () => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).totals.net
  expect(await net()).toBe(530_000)
  await page.goto('/parts')
  const row = page.getByRole('region', { name: fr.core.open }).getByRole('listitem').filter({ hasText: 'K-ALT' })
  await visible(row.getByText(fr.core.state.expected, { exact: true }))
  await page.goto(`/work-orders/${order.id}`)
  const cores = page.getByRole('region', { name: fr.core.title })
  await cores.getByLabel(fr.core.scan).fill('2009990000012')
  await cores.getByLabel(fr.core.scan).press('Enter')
  await visible(cores.getByText(fr.core.state.in_hand, { exact: true }))
  expect(await net()).toBe(450_000)
  await page.goto('/parts')
  await row.getByRole('button', { name: fr.core.send }).click()
  const sending = page.getByRole('dialog', { name: fr.core.send })
  await sending.getByLabel(fr.purchasing.supplier).fill('Comptoir de Karim')
  await page.locator('.ant-select-item-option').filter({ hasText: 'Comptoir de Karim' }).click()
  await sending.getByLabel(fr.store.expectedCredit).fill('75')
  await sending.getByRole('button', { name: fr.core.send }).click()
  await visible(row.getByText(fr.core.state.sent, { exact: true }))
  await row.getByRole('button', { name: fr.core.credit }).click()
  const crediting = page.getByRole('dialog', { name: fr.core.credit })
  await crediting.getByLabel(fr.store.creditNumber).fill('AV-K-7')
  await crediting.getByRole('button', { name: fr.common.save }).click()
  await row.waitFor({ state: 'detached' })
}

/** Step 8: nobody wants the discs any more; they go back, and are credited in two notes. */
async function cancelledPart(page: Page) {
  type Left = { id: Id; product_id: Id }
  const left = async () => {
    const { items } = await api.get<ListOf<Left>>(`/leftovers?site=${site}`)
    return items.find(({ product_id }) => product_id === dearer.id)
  }
  await expect.poll(left, { timeout: 20_000 }).toBeDefined()
  await page.goto('/store/returns')
  await visible(page.getByText('Disque d’une autre marque').first())
  await api.post(`/leftovers/${(await left())?.id}/decide`, { decision: 'supplier' })
  const returns = await api.get<ListOf<{ id: Id }>>(`/supplier-returns?site=${site}&state=draft`)
  await page.goto(`/store/returns/${returns.items[0]?.id}`)
  await page.getByRole('button', { name: fr.store.action.ship }).click()
  await visible(page.getByText(fr.store.noCredits))
  expect((await level(dearer))?.on_hand).toBe(0)
  for (const [number, amount] of [
    ['AV-K-1', '100'],
    ['AV-K-2', '40'],
  ] as const) {
    await page.getByRole('button', { name: fr.store.action.credit }).click()
    await page.getByLabel(fr.store.creditNumber).fill(number)
    await page.getByLabel(fr.store.amount).fill(amount)
    await page.getByRole('button', { name: fr.common.save }).click()
    await visible(page.getByText(number).first())
  }
  await visible(page.getByText(fr.store.state.return.credited, { exact: true }).first())
}

/** Step 10: two leave, one comes, and the difference stays open until somebody says where it is. */
async function transfer(page: Page) {
  const lines = [{ product_id: filter.id, quantity: 2000 }]
  const asked = { from_site_id: site, to_site_id: sfax, lines }
  type Sent = { id: Id; lines: { id: Id }[] }
  const made = await api.post<Sent>('/transfers', asked)
  await page.goto(`/store/transfers/${made.id}`)
  await page.getByRole('button', { name: fr.store.action.ship }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: fr.store.action.ship })
    .click({ timeout: 2000 })
    .catch(() => undefined)
  await visible(page.getByText(fr.store.state.transfer.shipped, { exact: true }).first())
  expect((await level(filter))?.on_hand).toBe(8000)
  await api.post(`/transfers/${made.id}/receive`, { lines: [{ line_id: made.lines[0]?.id, quantity: 1000 }] })
  await page.reload()
  await visible(page.getByText(fr.store.state.transfer.differs, { exact: true }).first())
  const found = { line_id: made.lines[0]?.id, quantity: 1000, outcome: 'lost', reason: 'Tombé du camion' }
  await api.post(`/transfers/${made.id}/explain`, found)
  await page.reload()
  await visible(page.getByText(fr.store.state.transfer.received, { exact: true }).first())
}

/** Step 11: counted blind; one is used while others count; what is missing is worth 11.200. */
async function count(page: Page) {
  const take = await api.post<{ id: Id }>('/stock-takes', { site_id: site, bin: 'K-A' })
  await page.goto(`/store/takes/${take.id}`)
  await page.getByLabel('Compté Filtre de Karim').fill('7')
  await page.keyboard.press('Enter')
  await visible(page.getByText('1 / 1'))
  const scrap = { site_id: site, product_id: filter.id, quantity: -1000, reason: 'Posé pendant le comptage' }
  await api.post('/stock/adjustments', scrap)
  await page.getByRole('button', { name: fr.store.action.finish }).click()
  await visible(page.getByText('11,200', { exact: false }).first())
  await page.getByRole('button', { name: fr.store.action.approveTake }).click()
  await page.getByLabel('Motif').fill('Casse')
  await page.getByRole('dialog').getByRole('button', { name: fr.store.action.approveTake }).click()
  await visible(page.getByText(fr.store.state.take.approved, { exact: true }).first())
  expect((await level(filter))?.on_hand).toBe(6000)
}

/** Step 13: what moved explains what the stock is worth, to the rounding of averages. */
async function monthEnd(page: Page) {
  await page.goto('/store/month')
  await visible(page.getByText(fr.store.openingWorth))
  type Month = { opening_cost: number; closing_cost: number; rounding_cost: number; causes: { value_cost: number }[] }
  const month = await api.get<Month>(`/stock/month?site=${site}&month=${inDays(0).slice(0, 7)}`)
  const moved = month.causes.reduce((sum, { value_cost }) => sum + value_cost, 0)
  expect(month.opening_cost + moved + month.rounding_cost).toBe(month.closing_cost)
}

/** On the garage's calendar. */
function inDays(days: number): string {
  const zone = { timeZone: 'Africa/Tunis' }
  return new Intl.DateTimeFormat('en-CA', zone).format(new Date(Date.now() + days * 86_400_000))
}
