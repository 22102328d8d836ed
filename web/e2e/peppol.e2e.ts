import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, EInvoice, EInvoicing, Id, InvoiceRow, Page as Rows, Site, WorkOrder } from '../src/api/types'
import { type AccessPoint, KEY, startAccessPoint } from './accessPoint'
import { DESK, findings, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, startGarage, stockPart } from './garage'

const UNKNOWN = '0208:0111222376'
let point: AccessPoint
let garage: Garage
let browser: Browser
let api: Api
let site: Id
let customer: Id

/** A garage in Brussels, which has businesses for customers. */
beforeAll(async () => {
  point = await startAccessPoint(UNKNOWN)
  garage = await startGarage({ settings: { ECAR_PEPPYRUS_URL: point.url } })
  const before = await apiOf(garage, OWNER)
  const place = { country: 'BE', currency: 'EUR', time_zone: 'Europe/Brussels', vat_rate: 2100 }
  site = (await before.post<Site>('/sites', { code: 'BXL', name: 'Garage du Canal', ...place })).id
  // A session knows the sites that there were when it began.
  api = await apiOf(garage, OWNER)
  const address = 'Quai des Charbonnages 1\n1080 Bruxelles'
  await api.patch(`/sites/${site}`, { legal_name: 'Garage du Canal SRL', tax_id: 'BE0123456749', address })
  const fleet = { kind: 'business', name: 'Taxis du Canal SA', address: 'Rue Neuve 12\n1000 Bruxelles' }
  customer = (await api.post<Customer>('/customers', fleet)).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await point?.stop()
})

/** A draft of the company. */
async function drafted(sku: string): Promise<Id> {
  const product = await stockPart(api, site, sku, 'Plaquettes de frein', 11_875)
  const lines = [{ product_id: product.id, quantity: 1000 }]
  const { id } = await api.post<WorkOrder>('/counter-sales', { site_id: site, customer_id: customer, lines })
  const found = () => api.get<Rows<InvoiceRow>>(`/invoices?work_order=${id}`)
  await expect.poll(async () => (await found()).items.length).toBe(1)
  return (await found()).items[0]?.id ?? ''
}

const leaving = async (invoice: Id) => (await api.get<Rows<EInvoice>>(`/e-invoices?invoice=${invoice}`)).items[0]

test('a site chooses its access point, and what is missing or wrong is said beside it', async () => {
  const { page, context, problems } = await openAt(browser, garage, `/sites/${site}`, { site, viewport: DESK })
  await page.getByRole('button', { name: 'Modifier Facturation électronique' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Format').click()
  await page.locator('.ant-select-item').filter({ hasText: 'UBL (Peppol)' }).click()
  await dialog.getByLabel('À partir du').fill('2020-01-01')
  await dialog.getByLabel('Envoi').click()
  await page.locator('.ant-select-item').filter({ hasText: 'Peppyrus (Peppol)' }).click()
  const ours = dialog.getByLabel('Notre adresse sur Peppol')
  await ours.fill('0208:0123.456.748')
  await dialog.getByLabel('Clé API').fill(KEY)
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.getByText(/Ce n’est pas une adresse électronique/))
  await shot(page, 'peppol-settings')
  expect(await findings(page)).toEqual([])
  await ours.fill('0123.456.749')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByText('0208:0123456749'))
  const kept = await api.get<EInvoicing>(`/e-invoicing/${site}`)
  expect([kept.platform, kept.participant, kept.has_api_key]).toEqual(['peppyrus', '0208:0123456749', true])
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})

test('a company that nobody can reach is said before a number is taken, and its address is typed in', async () => {
  const draft = await drafted('PEPPOL-1')
  const { page, context, problems } = await openAt(browser, garage, `/invoices/${draft}`, { site, viewport: DESK })
  await page.getByRole('button', { name: 'Émettre la facture' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Émettre la facture' }).click()
  const refusal = page.getByRole('dialog')
  await visible(refusal.getByText('Adresse électronique du client').first())
  await shot(page, 'peppol-before')
  expect(await findings(page)).toEqual([])
  await refusal.getByRole('link', { name: 'Corriger le client' }).first().click()
  await visible(page.getByRole('heading', { name: 'Taxis du Canal SA' }))
  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Adresse électronique (Peppol)').fill('0208:0987654394')
  await shot(page, 'peppol-customer')
  expect(await findings(page)).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByText('0208:0987654394'))
  expect(problems.filter((problem) => !problem.includes('409'))).toEqual([])
  await context.close()

  await api.post(`/invoices/${draft}/issue`, {})
  await expect.poll(async () => (await leaving(draft))?.state, { timeout: 20_000 }).toBe('sent')
  expect(point.taken[0]).toContain('schemeID="0208">0987654394<')
})

test('what the access point does not take is said in its words, on a telephone from right to left too', async () => {
  await api.patch(`/customers/${customer}`, { electronic_address: UNKNOWN })
  const invoice = await drafted('PEPPOL-2')
  await api.post(`/invoices/${invoice}/issue`, {})
  await expect.poll(async () => (await leaving(invoice))?.state, { timeout: 20_000 }).toBe('rejected')
  const row = await leaving(invoice)
  const path = `/invoices?kind=einvoices&one=${row?.id}`
  const desk = await openAt(browser, garage, path, { site, viewport: DESK })
  await visible(
    desk.page
      .getByRole('dialog')
      .getByText(/is not registered on the network/)
      .first(),
  )
  await shot(desk.page, 'peppol-rejected')
  expect(await findings(desk.page)).toEqual([])
  expect(desk.problems).toEqual([])
  await desk.context.close()
  for (const at of [path, `/sites/${site}`]) {
    const phone = await openAt(browser, garage, at, { site, viewport: PHONE, language: 'ar' })
    if (at === path) await visible(phone.page.getByRole('dialog').getByText(UNKNOWN).first())
    else await phone.page.getByText('0208:0123456749').scrollIntoViewIfNeeded()
    await shot(phone.page, at === path ? 'peppol-rejected-phone-ar' : 'peppol-site-phone-ar')
    expect(await findings(phone.page)).toEqual([])
    expect(phone.problems).toEqual([])
    await phone.context.close()
  }
})
