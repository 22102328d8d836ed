import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Clocking, Customer, Page as ListOf, User, Vehicle, WorkOrder } from '../src/api/types'
import { findings, type Look, launch, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

const TECHNICIAN = 'amine@garage.example'

let garage: Garage
let browser: Browser
let owner: Api
let amine: Api
let site: string
let order: WorkOrder

beforeAll(async () => {
  garage = await startGarage()
  owner = await apiOf(garage, OWNER)
  amine = await apiOf(garage, TECHNICIAN)
  site = (await siteOf(owner, 'LAC')).id
  browser = await launch()
  order = await anOrder()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openPage(email: string, path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** Approved, and Amine's: promised before anything else. */
async function anOrder(): Promise<WorkOrder> {
  const { items: customers } = await owner.get<ListOf<Customer>>('/customers?limit=1')
  const { items: vehicles } = await owner.get<ListOf<Vehicle>>('/vehicles?limit=1')
  const { items: users } = await owner.get<ListOf<User>>('/users?limit=100')
  const job = (title: string) => ({ title, lines: [{ kind: 'labour', quantity: 1500 }] })
  const opened = await owner.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customers[0]?.id,
    vehicle_id: vehicles[0]?.id,
    concern: 'Grince au freinage',
    key_tag: '12',
    promised_at: '2020-01-01T10:00:00Z',
    jobs: [job('Freins avant du test'), job('Vidange du test')],
  })
  const decisions = opened.jobs.map(({ id }) => ({ job_id: id, decision: 'approve' }))
  await owner.post(`/work-orders/${opened.id}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const technician = users.find(({ email }) => email === TECHNICIAN)
  return owner.post<WorkOrder>(`/work-orders/${opened.id}/assign`, { technician_id: technician?.id })
}

const card = (page: Page) => page.getByRole('region', { name: order.number })
const job = (page: Page, title: string) => card(page).locator('.my-job').filter({ hasText: title })

test('a technician clocks on, works, waits and changes jobs on a phone', async () => {
  const page = await openPage(TECHNICIAN, '/my-jobs', { viewport: PHONE })
  const problems = watch(page)
  await visible(page.getByText('Vous n’avez pas pointé'))
  await visible(card(page).getByText('Clé 12'))
  await page.getByRole('button', { name: 'Pointer l’arrivée' }).click()
  await visible(page.getByText('Présent depuis'))
  await job(page, 'Freins avant').getByRole('button', { name: 'Démarrer' }).click()
  await visible(page.getByRole('region', { name: 'Votre pointage' }).getByText('Freins avant du test'))
  await visible(card(page).getByText('En cours').first())
  await shot(page, 'my-jobs-phone')
  await job(page, 'Freins avant').getByRole('button', { name: 'En attente…' }).click()
  await page.getByRole('menuitem', { name: 'Attente de pièces' }).click()
  await visible(job(page, 'Freins avant').locator('.clock-waits'))
  await job(page, 'Vidange').getByRole('button', { name: 'Démarrer' }).click()
  await visible(page.getByRole('region', { name: 'Votre pointage' }).getByText('Vidange du test'))
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'Pointer le départ' }).click()
  await visible(page.getByText('Vous n’avez pas pointé'))
  const { items } = await owner.get<ListOf<Clocking>>(`/clockings?site=${site}&limit=4`)
  expect(items.map(({ activity }) => activity).sort()).toEqual(['attended', 'waiting_parts', 'work', 'work'])
  expect(items.every(({ ended_at }) => ended_at !== null)).toBe(true)
  expect(problems).toEqual([])
  await page.context().close()
})

test('another sees at once whose clock runs on a job', async () => {
  const page = await openPage(OWNER, `/work-orders/${order.id}`)
  const brakes = page.getByRole('region', { name: 'Freins avant du test' })
  await visible(brakes.getByRole('button', { name: 'Démarrer' }))
  await amine.post('/time/job/begin', { work_order_id: order.id, job_id: order.jobs[0]?.id })
  await visible(brakes.locator('.clock-on'))
  await shot(page, 'order-clock-desk')
  await amine.post('/time/shift/end', {})
  await expect.poll(() => brakes.locator('.clock-on').count()).toBe(0)
  await page.context().close()
})

test('the owner reads the week, and corrects a time with a reason', async () => {
  const me = await amine.get<{ id: string }>('/me')
  const day = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)
  const hours = { started_at: `${day}T07:00:00Z`, ended_at: `${day}T15:00:00Z`, reason: 'Terminal en panne' }
  await owner
    .post('/clockings', { user_id: me.id, site_id: site, activity: 'attended', ...hours })
    .catch((error: Error) => {
      // The demonstration has this day already.
      if (!error.message.includes('overlap')) throw error
    })
  const page = await openPage(OWNER, '/time', { viewport: { width: 1366, height: 900 } })
  const problems = watch(page)
  await visible(page.getByRole('heading', { name: 'Heures de la semaine' }))
  await page.getByRole('button', { name: 'Semaine précédente' }).click()
  await visible(page.locator('.time-bar').first())
  await shot(page, 'time-desk')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Corriger', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  const began = await dialog.getByLabel('De', { exact: true }).inputValue()
  await dialog.getByLabel('À', { exact: true }).fill(began)
  await dialog.getByLabel('Motif').fill('Pointé deux fois')
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.getByText('Pointé deux fois').first())
  await visible(page.getByText('Corrigé', { exact: true }).first())
  expect(problems).toEqual([])
  await page.context().close()
})

test('times and jobs read from the right in Arabic, in the dark too', async () => {
  for (const [path, heading] of [
    ['/my-jobs', 'أعمالي'],
    ['/time', 'الوقت'],
  ] as const) {
    const page = await openPage(OWNER, path, { language: 'ar', theme: 'dark', viewport: PHONE })
    await visible(page.getByRole('heading', { name: heading, exact: true }))
    await shot(page, `${path.slice(1)}-ar-dark-phone`)
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.context().close()
  }
})
