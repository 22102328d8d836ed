import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, InvoiceRow, Page as ListOf, Site, Vehicle, WorkOrder } from '../src/api/types'
import { findings, type Look, launch, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { sign as drawOn } from './hands'

/** One white pixel, as a signature. */
const DRAWN = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC'

let garage: Garage
let browser: Browser
let api: Api
let site: Site
let order: WorkOrder

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  site = await siteOf(api, 'LAC')
  browser = await launch()
  order = await signedOrder()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site: site.id, ...look })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** An order whose estimate was signed at the desk. */
async function signedOrder(): Promise<WorkOrder> {
  const { items: customers } = await api.get<ListOf<Customer>>('/customers?limit=1')
  const { items: vehicles } = await api.get<ListOf<Vehicle>>('/vehicles?limit=1')
  const opened = await api.post<WorkOrder>('/work-orders', {
    site_id: site.id,
    customer_id: customers[0]?.id,
    vehicle_id: vehicles[0]?.id,
    concern: 'Bruit au freinage',
    jobs: [{ title: 'Freins signés', lines: [{ kind: 'labour', quantity: 1500 }] }],
  })
  const path = `/work-orders/${opened.id}`
  await api.post(`${path}/estimates`, { by_message: false })
  await sign(opened)
  return opened
}

const sign = ({ id, jobs }: WorkOrder) =>
  api.post<WorkOrder>(`/work-orders/${id}/authorise`, {
    decisions: [{ job_id: jobs[0]?.id, decision: 'approve' }],
    method: 'signature',
    by_name: 'Leïla',
    signature: DRAWN,
  })

test('an order says what is not as it was signed, until it is signed again', async () => {
  const page = await openPage(`/work-orders/${order.id}`)
  const problems = watch(page)
  const panel = page.getByRole('region', { name: 'Signé par le client' })
  await visible(panel.getByText('Inchangé depuis'))
  const line = { kind: 'labour', quantity: 500 }
  await api.post(`/work-orders/${order.id}/jobs/${order.jobs[0]?.id}/lines`, line)
  await visible(panel.getByText('Modifié depuis la signature'))
  await visible(panel.getByText('Prix modifié :'))
  await shot(page, 'signed-order-desk')
  expect(await findings(page)).toEqual([])
  await sign(order)
  await visible(panel.getByText('Inchangé depuis'))
  expect(problems).toEqual([])
  await page.context().close()
})

test('a draft invoice is signed on a telephone before it is issued', async () => {
  const path = `/work-orders/${order.id}`
  const staff = await api.get<{ items: { id: string }[] }>(`/staff?site=${site.id}&role=technician`)
  await api.post(`${path}/assign`, { technician_id: staff.items[0]?.id })
  await api.post(`${path}/start`, {})
  await api.post(`${path}/complete`, { odometer_out: 9_000_000, reason: 'Essai' })
  const find = async () => (await api.get<ListOf<InvoiceRow>>(`/invoices?work_order=${order.id}`)).items[0]?.id
  await expect.poll(find, { timeout: 10_000 }).toBeTruthy()
  const page = await openPage(`/invoices/${await find()}`, { viewport: PHONE, theme: 'dark' })
  const panel = page.getByRole('region', { name: 'Signature du client' })
  await panel.getByRole('button', { name: 'Faire signer' }).click()
  await drawOn(page, page.getByRole('dialog').locator('canvas'))
  await shot(page, 'sign-invoice-phone-dark')
  await page.getByRole('dialog').getByRole('button', { name: 'Faire signer' }).click()
  await visible(panel.getByText('Inchangé depuis'))
  expect(await findings(page)).toEqual([])
  await page.context().close()
})
