import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, Site, Vehicle, WorkOrder } from '../src/api/types'
import { findings, type Look, launch, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Site
let staff: { id: string; name: string }[]

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  site = await siteOf(api, 'LAC')
  staff = (await api.get<{ items: { id: string; name: string }[] }>(`/staff?site=${site.id}&role=technician`)).items
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openPage(path: string, look: Look = {}, who = OWNER): Promise<Page> {
  const context = await openContext(browser, garage, { site: site.id, ...look })
  await signedIn(context, who, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

/** Under way, of one job of an hour and a half. */
async function started(): Promise<WorkOrder> {
  const { items: customers } = await api.get<ListOf<Customer>>('/customers?limit=1')
  const { items: vehicles } = await api.get<ListOf<Vehicle>>('/vehicles?limit=1')
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site.id,
    customer_id: customers[0]?.id,
    vehicle_id: vehicles[0]?.id,
    concern: 'Bruit au freinage',
    jobs: [{ title: 'Freins avant à deux', lines: [{ kind: 'labour', quantity: 1500 }] }],
  })
  const path = `/work-orders/${order.id}`
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  await api.post(`${path}/assign`, { technician_id: staff[0]?.id })
  return api.post<WorkOrder>(`${path}/start`, {})
}

test('two technicians share the hours that a job sells', async () => {
  const order = await started()
  const page = await openPage(`/work-orders/${order.id}`, {}, ADVISOR)
  const problems = watch(page)
  const panel = page.getByRole('region', { name: 'Heures vendues par technicien' })
  await visible(panel.getByText('selon le temps pointé'))
  await panel.getByRole('button', { name: 'Répartir' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ajouter un technicien' }).click()
  await dialog.getByLabel('Part', { exact: true }).first().fill('60')
  await visible(dialog.getByText('Les parts ne font pas 100 % ensemble'))
  await dialog.getByLabel('Part', { exact: true }).last().fill('40')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(panel.getByText('0,90 h'))
  await visible(panel.getByText('0,60 h'))
  await shot(page, 'shares-desk')
  expect(problems).toEqual([])
  await page.context().close()
})

test('the owner says what somebody earns, and reads what that comes to', async () => {
  const page = await openPage('/time', { viewport: { width: 1366, height: 900 } })
  const problems = watch(page)
  await page.getByRole('button', { name: 'Paie', exact: true }).click()
  await visible(page.getByRole('heading', { name: 'Paie du mois' }))
  await page.getByRole('button', { name: 'Nouvelles conditions' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Personne').click()
  await page.getByTitle(staff[0]?.name ?? '', { exact: true }).click()
  await dialog.getByLabel('Par heure vendue').fill('15')
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.getByText('15,000').first())
  await shot(page, 'pay-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await page.context().close()
})

test('pay is nobody else’s, and reads from the right on a telephone in the dark', async () => {
  const advisor = await openPage('/time?view=pay', {}, ADVISOR)
  await visible(advisor.getByRole('heading', { name: 'Heures de la semaine' }))
  expect(await advisor.getByRole('button', { name: 'Paie', exact: true }).count()).toBe(0)
  await advisor.context().close()
  const page = await openPage('/time?view=pay', { language: 'ar', theme: 'dark', viewport: PHONE })
  await visible(page.getByRole('heading', { name: 'أجور الشهر' }))
  await shot(page, 'pay-ar-dark-phone')
  expect(await findings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.context().close()
})
