import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeferredJob, Id, Page as ListOf, Supplier, Vehicle, VehicleCare, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { factsIn, launch, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage, stockPart } from './garage'
import { PHOTO, sign } from './hands'
import { type Mailbox, startMailbox } from './mailbox'

// PRODUCT.md 3.1, the service advisor's day, in one go and with exactly its figures.

const PLATE = '233 TU 4821'
const MAIL = 'leila@mail.example'
const DAY = workingDay(22)
const TOTALS = {
  'Net HT': '553,100 DT',
  'TVA 19 %': '105,089 DT',
  'Total TTC': '658,189 DT',
  'Timbre fiscal': '1,000 DT',
  'Net à payer': '659,189 DT',
}
let garage: Garage
let mailbox: Mailbox
let browser: Browser
let api: Api
let site: Id
let customer: Id
let vehicle: Vehicle

beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({ settings: { ECAR_SMTP_URL: mailbox.url } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  await stockParts()
  await leila()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

/** Filter and oil are there; pads and discs are Stafim's, and none is here. */
async function stockParts() {
  await stockPart(api, site, 'A-FILTER', 'Filtre à huile essai', 22_550)
  await stockPart(api, site, 'A-OIL', 'Huile moteur essai', 18_000, 'litre')
  await stockPart(api, site, 'A-CABIN', 'Filtre d’habitacle essai', 31_900)
  const supplier = await api.post<Supplier>('/suppliers', { name: 'Stafim de l’essai', lead_days: 1 })
  for (const [sku, name, price] of [
    ['A-PADS', 'Plaquettes avant essai', 118_750],
    ['A-DISC', 'Disque avant essai', 96_400],
  ] as const) {
    const part = await api.post<{ id: Id }>('/products', { sku, name, price, vat_rate: 1900 })
    await api.put(`/suppliers/${supplier.id}/items/${part.id}`, { pack_cost: price / 2, preferred: true })
  }
}

/** Who was here at 78,300 km, and did not want wipers. */
async function leila() {
  const person = { kind: 'person', name: 'Leïla Advisor', email: MAIL, language: 'fr' }
  customer = (await api.post<{ id: Id }>('/customers', person)).id
  vehicle = await api.post<Vehicle>('/vehicles', { owner_id: customer, plate: PLATE, make: 'Peugeot', model: '208' })
  await api.post(`/vehicles/${vehicle.id}/odometer`, { km: 78_300 })
  const wipers = [{ title: 'Essuie-glaces', lines: [{ kind: 'labour', quantity: 500 }] }]
  const whose = { site_id: site, customer_id: customer, vehicle_id: vehicle.id }
  const before = await api.post<WorkOrder>('/work-orders', { ...whose, concern: 'Révision', jobs: wipers })
  await api.post(`/work-orders/${before.id}/cancel`, { reason: 'Plus tard' })
}

test('the service advisor’s day, from the phone call to the paid invoice', async () => {
  const context = await openContext(browser, garage, { site })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await search(page)
  await book(page)
  const order = await arrive(page)
  await api.put(`/workshops/${site}/gate`, { levels: { odometer_out: 'block', parts: 'block' } })
  await declineWipers(page)
  await writeJobs(page)
  await customerDecides(page)
  await orderWhatIsShort(page, order)
  await deposit(page)
  await start(order)
  await raiseAndRevert(page)
  await finish(page, order)
  await invoiceAndPay(page)
  await whatFollows(order)
  // Refusals that were meant are the browser's to note.
  expect(problems.filter((problem) => !/status of 409/.test(problem))).toEqual([])
  await context.close()
})

/** Step 1. */
async function search(page: Page) {
  await page.goto('/board')
  await settled(page)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill('4821')
  const hit = palette.getByRole('group', { name: fr.palette.vehicles }).getByRole('option', { name: PLATE })
  await visible(hit)
  for (const said of ['Peugeot', 'Leïla Advisor', fr.palette.owesNothing, 'Essuie-glaces'])
    await expect.poll(() => hit.textContent(), { timeout: 10_000 }).toContain(said)
  await page.keyboard.press('Escape')
}

/** Steps 2 and 3. */
async function book(page: Page) {
  await page.goto(`/schedule?date=${DAY}`)
  await settled(page)
  await page.getByRole('button', { name: 'Nouveau rendez-vous' }).click()
  const drawer = page.getByRole('dialog', { name: 'Nouveau rendez-vous' })
  await drawer.getByRole('combobox', { name: 'Qui arrive ?' }).fill(PLATE)
  await visible(drawer.getByRole('option', { name: PLATE }))
  await page.keyboard.press('Enter')
  await drawer.getByRole('combobox', { name: 'Prestations' }).focus()
  for (const name of ['Bruit de freins', 'Vidange et filtre']) {
    await page.keyboard.type(name)
    await visible(page.locator('.ant-select-item-option').filter({ hasText: name }))
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Tab')
  await drawer.getByRole('button', { name: '09:00', exact: true }).click()
  await visible(drawer.getByText(/^Proposé : Amine, Baie \d/))
  await drawer.getByRole('button', { name: 'Réserver', exact: true }).click()
  await visible(page.getByRole('dialog').filter({ hasText: 'Confirmé' }))
  expect((await mailbox.newest(MAIL)).text).toContain('Bonjour')
}

/** Step 4: answers the order's path. */
async function arrive(page: Page): Promise<string> {
  const { items } = await api.get<ListOf<{ id: Id }>>(`/appointments?vehicle=${vehicle.id}`)
  await page.goto(`/appointments/${items[0]?.id}`)
  await settled(page)
  await page.getByRole('button', { name: 'Le véhicule est là' }).click()
  await visible(page.locator('.page-header').getByText('Arrivé'))
  await page.getByRole('button', { name: 'Ouvrir l’ordre' }).click()
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/)
  await page
    .getByRole('region', { name: 'Fiche de réception' })
    .getByRole('button', { name: 'Remplir la fiche' })
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Compteur (km)').fill('84300')
  await sheet.getByLabel('N° de clé').fill('12')
  await sheet.getByRole('slider').fill('3')
  for (const name of ['gauche.png', 'droite.png']) {
    await sheet.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: PHOTO })
    await visible(sheet.getByRole('img', { name }))
  }
  await sign(page, sheet.getByRole('img', { name: 'Le client signe ici' }))
  await sheet.getByRole('button', { name: 'Signer' }).click()
  await visible(sheet.getByRole('img', { name: 'Signature' }))
  await page.keyboard.press('Escape')
  const path = new URL(page.url()).pathname
  const kept = await api.get<WorkOrder>(path)
  expect([kept.odometer_in, kept.key_tag]).toEqual([84_300, '12'])
  const { state } = await api.get<{ state: string }>(`/appointments/${items[0]?.id}`)
  expect(state).toBe('converted')
  return path
}

/** Step 5. */
async function declineWipers(page: Page) {
  await page.reload()
  await settled(page)
  const panel = page.getByRole('region', { name: 'Refusé auparavant' })
  await panel.getByRole('button', { name: 'Proposer de nouveau' }).click()
  const job = jobOf(page, 'Essuie-glaces')
  await job.getByRole('button', { name: fr.workshop.decline }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.workshop.reason).fill('Le client verra plus tard')
  await dialog.getByRole('button', { name: fr.workshop.decline }).click()
  await visible(job.getByText('Le client verra plus tard'))
}

const jobOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

/** Step 6. */
async function writeJobs(page: Page) {
  await writeJob(page, 'Vidange du jour', [['0,8h'], ['A-FILTER'], ['A-OIL', '4,5']])
  await writeJob(page, 'Freins avant', [['1,5h'], ['A-PADS'], ['A-DISC', '2']])
  await writeJob(page, 'Filtre d’habitacle', [['0,2h'], ['A-CABIN']])
}

async function writeJob(page: Page, title: string, lines: [string, string?][]) {
  await page.getByRole('textbox', { name: 'Ajouter un travail' }).fill(title)
  await page.keyboard.press('Enter')
  const job = jobOf(page, title)
  const words = job.getByRole('combobox', { name: 'Ajouter une ligne' })
  await words.focus()
  for (const [at, [text, quantity]] of lines.entries()) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    const amount = job.locator('tr.entry').getByRole('textbox', { name: 'Quantité' })
    await expect.poll(() => amount.evaluate((field) => field === document.activeElement)).toBe(true)
    if (quantity) await page.keyboard.type(quantity)
    await page.keyboard.press('Enter')
    await expect.poll(() => job.locator('tbody tr:not(.entry)').count(), { timeout: 10_000 }).toBe(at + 1)
    await expect.poll(() => words.evaluate((field) => field === document.activeElement)).toBe(true)
  }
}

/** Step 7, and the log of it. */
async function customerDecides(desk: Page) {
  const panel = desk.getByRole('region', { name: 'Devis' })
  await panel.getByRole('button', { name: 'Envoyer' }).click()
  await desk.getByRole('button', { name: 'Créer un lien' }).click()
  const link = await desk.getByLabel('Lien du devis').inputValue()
  await desk.getByRole('button', { name: 'Fermer' }).first().click()
  const context = await openContext(browser, garage, { viewport: PHONE })
  const page = await context.newPage()
  await page.goto(link)
  await visible(page.getByRole('heading', { name: 'Votre devis' }))
  await jobOf(page, 'Vidange du jour').getByRole('button', { name: 'Accepter' }).click()
  await jobOf(page, 'Freins avant').getByRole('button', { name: 'Accepter' }).click()
  await jobOf(page, 'Filtre d’habitacle').getByRole('button', { name: 'Refuser' }).click()
  await sign(page, page.getByRole('img', { name: 'Signez ici' }))
  await page.getByRole('button', { name: 'Confirmer mon choix (3)' }).click()
  await visible(page.getByText('Tout est décidé. Merci.'))
  await context.close()
  await visible(jobOf(desk, 'Freins avant').getByText('Accepté', { exact: true }))
  await panel.getByText(/décisions et leurs preuves/).click()
  await visible(panel.getByText('Par le lien', { exact: false }).first())
  const path = new URL(desk.url()).pathname
  const { decisions } = await api.get<{ decisions: { method: string; version: number; amount: number; at: string }[] }>(
    `${path}/estimates`,
  )
  const byLink = decisions.filter(({ method }) => method === 'link')
  expect(byLink.map(({ version, at }) => [version, at !== ''])).toEqual([1, 1, 1].map((version) => [version, true]))
}

/** Step 8: filter and oil are here, pads and discs are ordered in one click; what was declined asks for nothing. */
async function orderWhatIsShort(page: Page, path: string) {
  await visible(jobOf(page, 'Vidange du jour').getByText('Sur place', { exact: true }))
  await visible(jobOf(page, 'Freins avant').getByText('Manque', { exact: true }))
  await page.goto('/parts')
  await page.getByRole('button', { name: 'Commander tout ce qui manque' }).click()
  await visible(page.getByText(/^Sur (la commande|les commandes) .*PO-LAC-/))
  await page.getByRole('row', { name: /Stafim de l’essai/ }).click()
  await page.waitForURL(/\/purchase-orders\/[0-9a-f-]{36}/)
  await visible(page.getByText('Plaquettes avant essai'))
  expect(await page.getByText('Filtre d’habitacle essai').count()).toBe(0)
  await page.getByRole('button', { name: 'Marquer comme envoyée' }).click()
  await visible(page.locator('.page-header').getByText('Envoyée', { exact: true }))
  await page.goto(path)
  await settled(page)
  await visible(jobOf(page, 'Freins avant').getByText('En route', { exact: true }))
}

/** Step 9. */
async function deposit(page: Page) {
  const panel = page.getByRole('region', { name: fr.deposits.title })
  await panel.getByRole('button', { name: fr.deposits.take }).click()
  const dialog = page.getByRole('dialog', { name: fr.deposits.take })
  await dialog.getByLabel(fr.billing.amount).fill('200')
  await dialog.getByRole('button', { name: fr.deposits.takeGo }).click()
  await visible(panel.getByText(/^AC-LAC-\d{4}-\d{5}$/))
  await visible(panel.getByText('200,000 DT'))
}

/** Amine begins with what is here. */
async function start(path: string) {
  const { items } = await api.get<{ items: { id: Id; name: string }[] }>(`/staff?site=${site}&role=technician`)
  const amine = items.find(({ name }) => name.startsWith('Amine'))
  await api.post(`${path}/assign`, { technician_id: amine?.id })
  await api.post(`${path}/start`, {})
}

/** Step 10. */
async function raiseAndRevert(page: Page) {
  const job = jobOf(page, 'Freins avant')
  const price = job.getByRole('row', { name: /Disque avant essai/ }).getByRole('textbox', { name: 'Prix' })
  await price.fill('99')
  await price.press('Enter')
  await visible(job.getByText(fr.state.authorisation.reapproval_needed, { exact: true }))
  await visible(page.getByRole('region', { name: fr.workshop.gate.title }).getByText(fr.workshop.gate.fault.approval))
  await price.fill('96,4')
  await price.press('Enter')
  await visible(job.getByText('Accepté', { exact: true }))
}

/** Step 11, and the first half of 14: finished, reopened, finished again. */
async function finish(page: Page, path: string) {
  const complete = page.getByRole('button', { name: fr.workshop.action.complete, exact: true })
  await complete.click()
  const dialog = page.getByRole('dialog', { name: fr.workshop.completeTitle })
  const end = dialog.getByRole('button', { name: fr.workshop.action.complete, exact: true })
  await end.click()
  await visible(dialog.getByText(fr.problem['gate-closed']))
  await visible(dialog.getByText(fr.workshop.gate.fault.odometer_out))
  await visible(dialog.getByText(fr.workshop.gate.fault.parts).first())
  await receiveParts()
  await dialog.getByLabel(fr.workshop.odometerOut).fill('84310')
  await end.click()
  await dialog.waitFor({ state: 'hidden' })
  await api.post(`${path}/reopen`, { reason: 'Oublié un contrôle' })
  await visible(complete)
  await complete.click()
  await end.click()
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.locator('.order-head').getByText('Prêt', { exact: true }))
  await newDraft(page, path)
}

/** The draft of the first time is gone; the page leads to the one that stands. */
async function newDraft(page: Page, path: string) {
  const drafts = async () => (await api.get<WorkOrder>(path)).invoices.map(({ id }) => `/invoices/${id}`)
  const links = () =>
    page
      .getByRole('link', { name: 'Facture brouillon' })
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  await expect.poll(async () => (await drafts()).length, { timeout: 10_000 }).toBe(1)
  await expect.poll(links, { timeout: 10_000 }).toEqual(await drafts())
}

/** Karim's part of step 11. */
async function receiveParts() {
  type Sent = ListOf<{ id: Id; supplier: { name: string } }>
  const { items } = await api.get<Sent>(`/purchase-orders?state=sent&site=${site}`)
  const sent = items.find(({ supplier }) => supplier.name === 'Stafim de l’essai')
  const { lines } = await api.get<{ lines: { id: Id; packs: number }[] }>(`/purchase-orders/${sent?.id}`)
  const came = lines.map(({ id, packs }) => ({ line_id: id, packs }))
  await api.post(`/purchase-orders/${sent?.id}/receive`, { delivery_number: 'BL-31', lines: came })
}

/** Steps 12 and 13. */
async function invoiceAndPay(page: Page) {
  await page.getByRole('link', { name: 'Facture brouillon' }).click()
  await page.getByRole('button', { name: 'Émettre la facture' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Émettre la facture' }).click()
  await visible(page.getByRole('heading', { name: /^F-LAC-/ }))
  await expect.poll(() => factsIn(page.locator('.invoice-totals dl')), { timeout: 10_000 }).toMatchObject(TOTALS)
  await visible(page.locator('.payments li').filter({ hasText: fr.deposits.one }).getByText('200,000'))
  await visible(page.locator('.due-head').getByText('459,189'))
  await pay(page, 'Carte', '259,189')
  await visible(page.locator('.due-head').getByText('200,000'))
  await pay(page, 'Espèces', '200,000')
  await visible(page.locator('.page-header').getByText('Payée', { exact: true }))
}

async function pay(page: Page, tender: string, amount: string) {
  await page.getByRole('radiogroup', { name: 'Mode de règlement' }).getByText(tender, { exact: true }).click()
  await page.getByLabel('Montant').fill(amount)
  await page.getByRole('button', { name: new RegExp(`^Encaisser ${amount}`) }).click()
  const paid = page.locator('.payments li').filter({ hasText: tender, hasNotText: fr.deposits.one })
  await visible(paid.getByText(amount))
}

/** What is left of 13 and 14: the job that comes back, the next service, one message. */
async function whatFollows(path: string) {
  const open = () => api.get<ListOf<DeferredJob>>(`/deferred-jobs?vehicle=${vehicle.id}&state=open`)
  await expect.poll(async () => (await open()).items.map(({ title }) => title)).toContain('Filtre d’habitacle')
  const cabin = (await open()).items.find(({ title }) => title === 'Filtre d’habitacle')
  const after90 = new Date(Date.parse(cabin?.deferred_at ?? '') + 90 * 86_400_000).toISOString().slice(0, 10)
  expect([cabin?.due_on, cabin?.due_km]).toEqual([after90, 89_300])
  const care = await api.get<VehicleCare>(`/vehicles/${vehicle.id}/care`)
  expect(care.items.some(({ due_on }) => due_on !== null)).toBe(true)
  const id = path.split('/').at(-1)
  type Messages = ListOf<{ event: string; work_order_id: Id | null }>
  const { items } = await api.get<Messages>('/messages?limit=100')
  const ready = items.filter(({ event, work_order_id }) => event === 'ready_for_pickup' && work_order_id === id)
  expect(ready).toHaveLength(1)
}

function workingDay(ahead: number): string {
  const day = new Date(Date.now() + ahead * 86_400_000)
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 2)
  return day.toISOString().slice(0, 10)
}
