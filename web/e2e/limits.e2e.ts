import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Invoice, InvoiceRow, Product, SignIn, Site, Vehicle, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, launch, openContext, PHONE, settled, signedIn, visible } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let owner: Api
let lac: Site

beforeAll(async () => {
  garage = await startGarage(60)
  owner = await apiOf(garage, OWNER)
  lac = await siteOf(owner, 'LAC')
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openAs(email: string, path: string, look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site: lac.id, ...look })
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function openOrder(lines: unknown[] = [{ kind: 'labour', quantity: 1000 }]): Promise<WorkOrder> {
  const { items } = await owner.get<{ items: Vehicle[] }>('/vehicles?limit=1')
  return owner.post<WorkOrder>('/work-orders', {
    site_id: lac.id,
    customer_id: items[0]?.owner?.id,
    vehicle_id: items[0]?.id,
    concern: 'Bruit',
    jobs: [{ title: 'Freins', lines }],
  })
}

const discountOf = async (id: string) => (await owner.get<WorkOrder>(`/work-orders/${id}`)).jobs[0]?.lines[0]?.discount

test('an advisor gives a discount up to what the role allows, from the moment it changes', async () => {
  const order = await openOrder()
  const advisors = await openAs(ADVISOR, `/work-orders/${order.id}`)
  const field = (most: string) =>
    advisors.getByLabel(`${fr.workshop.discount} (${fr.workshop.discountLimit.replace('{{percent}}', most)})`)
  await visible(field('10'))

  const owners = await openAs(OWNER, '/roles/advisor')
  const limit = owners.getByRole('textbox', { name: fr.roles.maxDiscount })
  expect(await limit.inputValue()).toBe('10')
  await limit.fill('7,5')
  await owners.getByRole('button', { name: new RegExp(`${fr.common.save}$`) }).click()
  await visible(owners.getByText(fr.roles.saved))
  await visible(field('7,5'))

  await field('7,5').fill('8')
  await field('7,5').press('Enter')
  await visible(advisors.getByRole('alert').filter({ hasText: 'au plus 7,5 %' }))
  expect(await discountOf(order.id)).toBe(0)
  expect(await findings(advisors)).toEqual([])

  await field('7,5').fill('7,5')
  await field('7,5').press('Enter')
  await expect.poll(() => discountOf(order.id)).toBe(750)
  await advisors.context().close()
  await owners.context().close()
})

test('an advisor lowers a price no further than the role allows', async () => {
  const order = await openOrder()
  const line = async (api: Api) => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).jobs[0]?.lines[0]
  const least = (await line(await apiOf(garage, ADVISOR)))?.least_price ?? 0
  expect(least).toBeGreaterThan(0)
  const page = await openAs(ADVISOR, `/work-orders/${order.id}`)
  const field = page.getByLabel(new RegExp(`^${fr.workshop.price} \\(au moins`))
  await field.fill(`${(least - 1) / 1000}`)
  await field.press('Enter')
  await visible(page.getByRole('alert').filter({ hasText: 'au moins' }))
  expect((await line(owner))?.unit_price).toBeGreaterThan(least)
  expect(await findings(page)).toEqual([])
  await field.fill(`${least / 1000}`)
  await field.press('Enter')
  await expect.poll(async () => (await line(owner))?.unit_price).toBe(least)
  await page.context().close()
})

/** Minor units as they are typed and shown: 72400 is 72,400. */
const typed = (amount: number) => (amount / 1000).toFixed(3).replace('.', ',')

test('money goes back up to what the role allows, on a phone too', async () => {
  const { items } = await owner.get<{ items: InvoiceRow[] }>(`/invoices?site=${lac.id}&state=paid&limit=2`)
  const advisor = await apiOf(garage, ADVISOR)
  for (const [place, look] of [{}, { viewport: PHONE }].entries()) {
    const id = items[place]?.id
    const { refundable } = await advisor.get<Invoice>(`/invoices/${id}`)
    const page = await openAs(ADVISOR, `/invoices/${id}`, look)
    await page.getByRole('button', { name: fr.billing.refund }).click()
    const dialog = page.getByRole('dialog')
    await visible(dialog.getByText(`Au plus ${typed(refundable)}`))
    const give = async (amount: string) => {
      await dialog.getByLabel(fr.billing.amount).fill(amount)
      await dialog.getByRole('button', { name: fr.billing.refund }).click()
    }
    await give(typed(refundable + 1))
    await visible(dialog.locator('.ant-form-item-explain-error').filter({ hasText: 'Au plus' }))
    await visible(dialog.getByText(fr.form.required))
    await dialog.getByLabel(fr.billing.refundReason).fill('Pièce rapportée')
    expect(await findings(page)).toEqual([])
    await give('10,000')
    await visible(page.locator('.payments li').filter({ hasText: 'Pièce rapportée' }).getByText('10,000'))
    const left = await owner.get<Invoice>(`/invoices/${id}`)
    expect(left).toMatchObject({ state: 'part_paid', due: 10_000 })
    expect(await findings(page)).toEqual([])
    await page.context().close()
  }
})

test('a part that is short is said in the reader’s language', async () => {
  const part = await owner.post<Product>('/products', {
    sku: 'LIM-1',
    name: 'Pièce rare',
    price: 1_000,
    vat_rate: 1900,
  })
  const order = await openOrder([{ kind: 'part', product_id: part.id, quantity: 900_000_000 }])
  const path = `/work-orders/${order.id}`
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await owner.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const { items: staff } = await owner.get<{ items: { id: string }[] }>(`/staff?site=${lac.id}&role=technician`)
  await owner.post(`${path}/assign`, { technician_id: staff[0]?.id })
  await owner.post(`${path}/start`, {})
  const page = await openAs(OWNER, path)
  await page.getByRole('button', { name: fr.workshop.action.complete }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.workshop.odometerOut).fill('999000')
  await dialog.getByRole('button', { name: fr.workshop.action.complete }).click()
  const short = dialog.locator('.shortages li')
  await visible(short.getByText(part.sku))
  await visible(short.filter({ hasText: fr.workshop.wanted }))
  await visible(dialog.getByText(fr.problem['stock-insufficient']))
  expect(await findings(page)).toEqual([])
  await page.context().close()
})

test('what somebody was refused is in the log of sign-ins, on a phone too', async () => {
  const advisor = await apiOf(garage, ADVISOR)
  await expect(advisor.get('/audit')).rejects.toThrow('403')
  const { items } = await owner.get<{ items: SignIn[] }>('/sign-ins?limit=5')
  expect(items[0]).toMatchObject({
    outcome: 'refused',
    operation: 'GET /api/v1/audit',
    code: 'forbidden',
    user_name: 'Nadia',
  })
  for (const look of [{}, { viewport: PHONE }]) {
    const page = await openAs(OWNER, '/sign-ins', look)
    await visible(page.getByText(fr.signIns.outcome.refused).first())
    await visible(page.getByText('GET /audit').first())
    expect(await findings(page)).toEqual([])
    await page.context().close()
  }
})
