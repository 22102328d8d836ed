import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, InvoiceRow, PayLink, Page as Rows, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, openContext, PHONE, shot, visible, watch } from './browser'
import { type Api, apiOf, freePort, type Garage, OWNER, siteOf, startGarage, stockPart } from './garage'
import { type Payments, startPayments } from './payments'

let garage: Garage
let payments: Payments
let browser: Browser
let api: Api
let site: Id

/** An issued invoice of a sale at the counter. */
const invoiced = async (sku: string): Promise<Id> => {
  const product = await stockPart(api, site, sku, 'Plaquettes', 118_750)
  const lines = [{ product_id: product.id, quantity: 1000 }]
  const { id } = await api.post<WorkOrder>('/counter-sales', { site_id: site, lines })
  const drafted = () => api.get<Rows<InvoiceRow>>(`/invoices?work_order=${id}`)
  await expect.poll(async () => (await drafted()).items.length).toBe(1)
  const invoice = (await drafted()).items[0]?.id ?? ''
  await api.post(`/invoices/${invoice}/issue`, {})
  return invoice
}
const linkTo = async (invoice: Id) => (await api.post<PayLink>(`/invoices/${invoice}/pay-link`, {})).url

beforeAll(async () => {
  payments = await startPayments()
  const publicUrl = `http://127.0.0.1:${await freePort()}`
  garage = await startGarage({ publicUrl, settings: { ECAR_KONNECT_URL: payments.url } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await payments?.stop()
})

async function visit(url: string, look: Look = {}) {
  const context = await openContext(browser, garage, { viewport: PHONE, ...look })
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(url)
  await visible(page.locator('main h1'))
  return { page, context, problems }
}

test('a provider is set up, and an invoice is paid by its link on a telephone', async () => {
  const settings = await openAt(browser, garage, '/settings/site', { site })
  const card = settings.page.getByRole('region', { name: 'Paiement en ligne' })
  await card.getByRole('button', { name: 'Régler Konnect' }).click()
  const dialog = settings.page.getByRole('dialog')
  await dialog.getByLabel('Proposé aux clients').check()
  await dialog.getByLabel('Mode d’essai').check()
  await dialog.getByLabel('Portefeuille qui reçoit').fill('wallet-1')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.getByText('Ce champ est obligatoire'))
  await dialog.getByLabel('Clé secrète').fill('secret-key')
  await shot(settings.page, 'online-account')
  expect(await findings(settings.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(card.getByText('Proposé aux clients'))
  await shot(settings.page, 'online-settings')
  expect(settings.problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await settings.context.close()

  const invoice = await invoiced('ONLINE-1')
  const desk = await openAt(browser, garage, `/invoices/${invoice}`, { site })
  await desk.page.getByRole('button', { name: 'Lien de paiement' }).click()
  const link = await desk.page.getByLabel('Adresse du lien').inputValue()
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/[\w-]{43}$/)
  await visible(desk.page.getByRole('dialog').locator('.ant-qrcode svg'))
  await shot(desk.page, 'online-link')
  expect(await findings(desk.page)).toEqual([])
  await desk.context.close()

  const { page, context, problems } = await visit(link)
  await shot(page, 'online-page')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /avec Konnect/ }).click()
  await page.getByRole('button', { name: 'Payer ici' }).click()
  await visible(page.getByText('Merci, votre facture est payée.'))
  await shot(page, 'online-paid')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
  const paid = await api.get<{ state: string; payments: { tender: string }[] }>(`/invoices/${invoice}`)
  expect(paid).toMatchObject({ state: 'paid', payments: [{ tender: 'online' }] })
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'online-list', { viewport: DESK }],
  ['a dark phone in Arabic', 'online-list-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('what was begun online is listed well on %s', async (_name, name, look) => {
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=online', { site, ...look })
  await visible(page.getByText('Konnect').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test.each(['ar', 'en'] as const)('the page speaks %s', async (language) => {
  const { page, context, problems } = await visit(await linkTo(await invoiced(`ONLINE-${language}`)), { language })
  expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
  await visible(page.getByRole('button', { name: /Konnect/ }))
  await shot(page, `online-page-${language}`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
