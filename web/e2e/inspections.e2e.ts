import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Inspection, Page as ListOf, Vehicle, WorkOrder } from '../src/api/types'
import { answer, card, measure, restIsGood } from './arrivalCheck'
import { DESK, findings, type Look, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR, OWNER } from './garage'
import { PHOTO } from './hands'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Customer
let vehicle: Vehicle
let order: WorkOrder

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  customer = items[0]
  const about = { owner_id: customer.id, plate: '231 TU 7001', make: 'Peugeot', model: '208', fuel: 'petrol' }
  vehicle = await api.post<Vehicle>('/vehicles', about)
  // Two visits ago the front pads had 6 mm, at the last one 4 mm.
  for (const measure of [60, 40]) await measured(await anOrder(), measure)
  order = await anOrder()
})

const anOrder = () =>
  api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
  })

async function measured(of: WorkOrder, measure: number) {
  const { items } = await api.get<{ items: { id: string }[] }>('/inspection-templates')
  const begun = await api.post<Inspection>(`/work-orders/${of.id}/inspections`, { template_id: items[0]?.id })
  const pads = begun.items.find(({ names }) => names.en === 'Front pads')
  await api.put(`/inspections/${begun.id}/items/${pads?.id}`, { measure })
}

async function openPage(path: string, who: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, who, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

test('a technician fills the arrival check on a telephone, and the desk makes jobs and a report of it', async () => {
  const phone = await openPage(`/work-orders/${order.id}`, ADVISOR, { viewport: PHONE })
  const problems = watch(phone)
  await phone.getByRole('button', { name: 'Commencer un contrôle' }).click()
  await phone.getByRole('menuitem', { name: 'Contrôle à l’arrivée' }).click()
  await visible(phone.getByRole('heading', { name: 'Contrôle à l’arrivée' }))

  const pads = card(phone, 'Plaquettes avant')
  await expect.poll(() => pads.locator('.trend').textContent()).toMatch(/6\s*→\s*4\s*→\s*…\s*mm/)
  for (const target of await pads.locator('button.verdict, .camera').all()) {
    const box = await target.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), 'large enough for gloves').toBeGreaterThanOrEqual(48)
  }
  await measure(phone, 'Plaquettes avant', '1,2')
  await visible(pads.getByRole('button', { name: 'Urgent', pressed: true }))
  await expect.poll(() => pads.locator('.trend').textContent()).toMatch(/6\s*→\s*4\s*→\s*1,2\s*mm/)

  // Otherwise than the measure: it asks why.
  await measure(phone, 'Plaquettes arrière', '3')
  await card(phone, 'Plaquettes arrière').getByRole('button', { name: 'Bon', exact: true }).click()
  await visible(card(phone, 'Plaquettes arrière').getByText('Dites pourquoi'))
  await card(phone, 'Plaquettes arrière').getByRole('textbox', { name: 'Remarque' }).fill('Neuves, autre modèle')
  await phone.getByRole('heading', { name: 'Freins' }).click()
  await visible(card(phone, 'Plaquettes arrière').getByText('Autre que ce que dit la mesure'))

  await answer(phone, 'Balais d’essuie-glace', 'Bientôt')
  await restIsGood(phone)

  await phone.getByRole('button', { name: 'Terminer et signer' }).click()
  await visible(phone.getByText('Un point urgent demande une photo.'))
  await pads.locator('input[type=file]').setInputFiles({ name: 'plaquettes.png', mimeType: 'image/png', buffer: PHOTO })
  await pads.getByRole('button', { name: 'Ouvrir la photo' }).click()
  await draw(phone)
  await expect.poll(() => pads.locator('.thumbnail .mark-shapes path').count()).toBe(1)
  expect(await findings(phone)).toEqual([])
  await phone.getByRole('button', { name: 'Terminer et signer' }).click()
  await visible(phone.getByText(/Signé par/))

  const inspection = phone.url()
  const desk = await openPage(new URL(inspection).pathname, ADVISOR, { viewport: DESK })
  const deskProblems = watch(desk)
  await desk.getByRole('button', { name: 'Proposer 2 travaux' }).click()
  const job = desk.getByRole('region', { name: 'Plaquettes avant' })
  await visible(job.getByText('1,2 mm', { exact: false }).first())
  await visible(job.getByRole('link', { name: /Constaté/ }))
  await visible(job.getByRole('img', { name: 'Photo' }))
  await desk.goto(inspection)
  await settled(desk)
  expect(await desk.getByRole('button', { name: /Proposer/ }).count(), 'no finding is proposed twice').toBe(0)

  await desk.getByRole('button', { name: 'Pour le client' }).click()
  await desk.getByRole('button', { name: 'Créer un lien' }).click()
  const link = await desk.getByLabel('Lien du rapport').inputValue()
  await readReport(link)
  await desk.reload()
  await settled(desk)
  await desk.getByRole('button', { name: 'Pour le client' }).click()
  await visible(desk.getByText(/Ouvert 1 fois/))
  // Browsers write down the two refusals that were meant: no note, and no photo.
  expect(problems.filter((problem) => !/status of (409|422)/.test(problem))).toEqual([])
  expect(deskProblems).toEqual([])
  await desk.context().close()
  await phone.context().close()
})

/** An arrow over the photo. */
async function draw(page: Page) {
  const picture = page.locator('.drawing')
  await visible(picture.locator('img'))
  const box = await picture.boundingBox()
  if (!box) throw new Error('The photo is not on screen')
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** As the customer, who is nobody here: urgent first, with the photo and what is drawn on it. */
async function readReport(link: string) {
  const context = await openContext(browser, garage, { viewport: PHONE })
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(link)
  await visible(page.getByRole('heading', { name: 'Contrôle à l’arrivée' }))
  await expect.poll(() => page.locator('h2').allInnerTexts()).toEqual(['Urgent', 'Bientôt', 'Bon'])
  await visible(page.getByText('231 TU 7001', { exact: false }))
  await page.getByRole('button', { name: 'Agrandir la photo' }).click()
  await expect.poll(() => page.locator('.photos .mark-shapes path').count()).toBe(1)
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(width, 'nothing hangs over the edge').toBeLessThanOrEqual(0)
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'العربية' }).click()
  await visible(page.getByRole('heading', { name: 'فحص عند الوصول' }))
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
  expect(problems).toEqual([])
  await context.close()
}

test('a bad network loses neither an answer nor a photo', async () => {
  const { items } = await api.get<{ items: { id: string }[] }>('/inspection-templates')
  const of = await anOrder()
  const begun = await api.post<Inspection>(`/work-orders/${of.id}/inspections`, { template_id: items[0]?.id })
  const page = await openPage(`/inspections/${begun.id}`, ADVISOR, { viewport: PHONE })
  const body = card(page, 'Carrosserie')
  await page.route('**/items/*', (route) => route.abort('connectionfailed'), { times: 1 })
  await body.getByRole('button', { name: 'Bientôt' }).click()
  await visible(body.getByRole('alert'))
  await visible(body.getByRole('button', { name: 'Bientôt', pressed: true }))
  await body.getByRole('button', { name: 'Réessayer' }).click()
  await visible(body.getByLabel('Enregistré'))
  await page.route('**/photos', (route) => route.abort('connectionfailed'), { times: 1 })
  await body.locator('input[type=file]').setInputFiles({ name: 'aile.png', mimeType: 'image/png', buffer: PHOTO })
  await visible(body.getByRole('alert'))
  await body.getByRole('button', { name: 'Réessayer' }).click()
  await visible(body.getByRole('button', { name: 'Ouvrir la photo' }))
  const kept = await api.get<Inspection>(`/inspections/${begun.id}`)
  const item = kept.items.find(({ names }) => names.fr === 'Carrosserie')
  expect([item?.answer.verdict, item?.photos.length]).toEqual(['soon', 1])
  await page.context().close()
})

test('the owner edits a template and sees how much is inspected', async () => {
  const page = await openPage('/inspection-templates', OWNER)
  const problems = watch(page)
  await visible(page.getByText('Contrôle 40 points'))
  await visible(page.getByRole('heading', { name: 'Contrôles des 30 derniers jours' }))
  await page.getByRole('button', { name: 'Modifier Contrôle à l’arrivée' }).click()
  await page.getByLabel('Nom · FR').fill('Contrôle d’entrée')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.getByText('Contrôle d’entrée'))
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await page.context().close()
})

test('the vehicle shows how its measures went, and Arabic reads from the right in the dark', async () => {
  const page = await openPage(`/vehicles/${vehicle.id}`, OWNER, { language: 'ar', theme: 'dark' })
  const panel = page.getByRole('region', { name: 'الفحوصات' })
  await visible(panel.getByText('لقمات الفرامل الأمامية'))
  await expect
    .poll(() =>
      panel.locator('.trends > div').filter({ hasText: 'لقمات الفرامل الأمامية' }).locator('.trend').textContent(),
    )
    .toMatch(/6\s*→\s*4/)
  await page.context().close()
})
