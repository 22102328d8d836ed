import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, Product, Staff, Vehicle, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  const about = { owner_id: items[0].id, plate: '231 TU 6001', make: 'Peugeot', model: '208' }
  const vehicle = await api.post<Vehicle>('/vehicles', about)
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: items[0].id,
    vehicle_id: vehicle.id,
    concern: 'Révision',
    jobs: [{ title: 'Essai', lines: [{ kind: 'labour', quantity: 500 }] }],
  })
})

async function openPage(path: string, who: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, who, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

test('a canned job comes with one search and Enter, and every line says what set its price', async () => {
  const page = await openPage(`/work-orders/${order.id}`, ADVISOR)
  const problems = watch(page)
  const search = page.getByRole('combobox', { name: 'Ajouter un travail type' })
  await search.focus()
  await page.keyboard.type('diagnostic')
  await page.keyboard.press('Enter')
  const job = page.getByRole('region', { name: 'Diagnostic électronique', exact: true })
  await visible(job.getByText('Taux du travail · Diagnostic'))
  await page.keyboard.type('vidange')
  await page.keyboard.press('Enter')
  const oil = page.getByRole('region', { name: 'Vidange et filtre à huile', exact: true })
  await visible(oil.getByText('Forfait · Vidange et filtre à huile').first())

  // The rate of the order prices what nobody decided on, and a job's own rate stays.
  const labour = page.getByRole('region', { name: 'Main-d’œuvre', exact: true })
  await labour.getByRole('combobox', { name: 'Taux de cet ordre' }).click()
  await page.getByTitle('Garantie', { exact: true }).click()
  const trial = page.getByRole('region', { name: 'Essai', exact: true })
  await visible(trial.getByText('Taux de l’ordre · Garantie'))
  await visible(job.getByText('Taux du travail · Diagnostic'))

  const price = trial.getByRole('textbox', { name: 'Prix' }).first()
  await price.fill('50')
  await price.press('Enter')
  await visible(trial.getByText(/^Saisi à la main · Nadia/))
  await shot(page, 'prices-order-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('an owner names a rate and promises it to a customer', async () => {
  const page = await openPage('/prices', OWNER)
  const problems = watch(page)
  await page.getByRole('button', { name: 'Nouveau taux' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nouveau taux' })
  await dialog.getByRole('textbox', { name: 'Nom' }).fill('Climatisation')
  await dialog.getByRole('textbox', { name: 'Par heure, HT' }).fill('66')
  await dialog.getByRole('textbox', { name: 'Par heure, HT' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.getByText('Climatisation'))
  await shot(page, 'prices-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('an owner keeps a job ready', async () => {
  const page = await openPage('/prices?part=jobs', OWNER)
  const problems = watch(page)
  await page.getByRole('button', { name: 'Nouveau travail type' }).click()
  const form = page.getByRole('dialog', { name: 'Nouveau travail type' })
  await form.getByRole('textbox', { name: 'Nom · FR' }).fill('Recharge de climatisation')
  await form.getByRole('textbox', { name: 'Prix du forfait, HT' }).fill('95')
  await shot(page, 'canned-form-desk')
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })
  await visible(page.getByText('Recharge de climatisation'))
  await shot(page, 'canned-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('long work costs more an hour, and a rate that is typed switches the matrix off', async () => {
  const page = await openPage('/prices', OWNER)
  const problems = watch(page)
  const panel = page.getByRole('region', { name: 'Main-d’œuvre selon les heures' })
  await panel.getByRole('button', { name: 'Ajouter une tranche' }).click()
  await panel.getByRole('textbox', { name: 'À partir d’heures' }).fill('3')
  await panel.getByRole('textbox', { name: 'Fois' }).fill('1,1')
  await panel.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByText('Réglages enregistrés').first())
  await panel.scrollIntoViewIfNeeded()
  await shot(page, 'prices-hours-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])

  const { customer, vehicle } = order
  const about = { site_id: site, customer_id: customer.id, vehicle_id: vehicle?.id, concern: 'Embrayage' }
  const jobs = [{ title: 'Embrayage', lines: [{ kind: 'labour', quantity: 1000 }] }]
  const clutch = await api.post<WorkOrder>('/work-orders', { ...about, jobs })
  const desk = await openPage(`/work-orders/${clutch.id}`, ADVISOR)
  const deskProblems = watch(desk)
  const job = desk.getByRole('region', { name: 'Embrayage', exact: true })
  const hours = job.getByRole('textbox', { name: 'Quantité' }).first()
  await hours.fill('4')
  await hours.press('Enter')
  await visible(job.getByText(/Taux du site · × 1,1/))
  const price = job.getByRole('textbox', { name: 'Prix' }).first()
  await price.fill('70')
  await price.press('Enter')
  await visible(job.getByText(/^Saisi à la main · Nadia/))
  await visible(desk.getByText('Taux saisi : la grille de main-d’œuvre ne vaut plus pour', { exact: false }))
  await shot(desk, 'prices-hours-order')
  expect(await findings(desk)).toEqual([])
  expect(deskProblems).toEqual([])
})

test('parts that such a job took before are proposed before anything is typed', async () => {
  const { items } = await api.get<ListOf<Product>>(`/products?q=plaquettes&site=${site}&limit=1`)
  const pads = items[0]
  if (!pads) throw new Error('The demo has no brake pads')
  const { customer, vehicle } = order
  const about = { site_id: site, customer_id: customer.id, vehicle_id: vehicle?.id, concern: 'Freins' }
  const lines = [{ kind: 'part', product_id: pads.id, quantity: 1000 }]
  const done = await api.post<WorkOrder>('/work-orders', { ...about, jobs: [{ title: 'Freins', lines }] })
  const act = (verb: string, body: unknown) => api.post(`/work-orders/${done.id}/${verb}`, body)
  const decisions = [{ job_id: done.jobs[0]?.id, decision: 'approve' }]
  await act('authorise', { decisions, method: 'phone', by_name: 'Client' })
  const staff = await api.get<ListOf<Staff>>(`/staff?site=${site}&role=technician`)
  await act('assign', { technician_id: staff.items[0]?.id })
  await act('start', {})
  await act('complete', { odometer_out: 90_000, allow_negative_stock: true })

  const next = await api.post<WorkOrder>('/work-orders', { ...about, jobs: [{ title: 'Freins', lines: [] }] })
  const page = await openPage(`/work-orders/${next.id}`, ADVISOR)
  const problems = watch(page)
  const job = page.getByRole('region', { name: 'Freins', exact: true })
  const entry = job.getByRole('combobox', { name: 'Ajouter une ligne' })
  await entry.click()
  const first = page.getByRole('option').first()
  await visible(first.getByText('déjà 1 fois sur ce véhicule', { exact: false }))
  await shot(page, 'used-parts-desk')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await visible(job.getByRole('row').filter({ hasText: pads.name }))
  expect(problems).toEqual([])
})

test('rates and canned jobs are fit for a telephone, in Arabic and in the dark', async () => {
  for (const [name, look] of [
    ['phone', { viewport: PHONE }],
    ['ar-dark', { viewport: DESK, language: 'ar', theme: 'dark' }],
  ] as const) {
    for (const path of ['/prices', '/prices?part=jobs', `/work-orders/${order.id}`]) {
      const page = await openPage(path, OWNER, look)
      const problems = watch(page)
      await shot(page, `${path.replace(/\W+/g, '-').slice(1, 18)}-${name}`)
      expect(await findings(page)).toEqual([])
      expect(problems).toEqual([])
      await page.context().close()
    }
  }
})
