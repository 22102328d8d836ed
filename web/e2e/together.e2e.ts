import { expect, test } from 'vitest'
import type { Customer, Id, Invoice, InvoiceRow, Page as Rows, WorkOrder, WorkOrderRow } from '../src/api/types'
import { DESK, findings, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

/** The drafts of who has the most at the site. */
async function company() {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=draft&limit=100`)
  const free = items.filter(({ held }) => !held)
  const of = (id: Id) => free.filter(({ customer }) => customer.id === id)
  return free.map(({ customer }) => of(customer.id)).reduce((most, one) => (one.length > most.length ? one : most), [])
}

test('work for a company that wants its number on it begins with one', async () => {
  const orders = await api.get<Rows<WorkOrderRow>>(`/work-orders?site=${site}&state=approved&limit=20`)
  const row = orders.items.find(({ customer, vehicle }) => customer.id && vehicle)
  const order = await api.get<WorkOrder>(`/work-orders/${row?.id}`)
  await api.patch<Customer>(`/customers/${order.customer.id}`, { kind: 'business', po_required: true })
  const { page, context, problems } = await openAt(browser, garage, `/work-orders/${order.id}`, {
    site,
    viewport: DESK,
  })
  await visible(page.getByText('Le client exige son numéro de commande'))
  await shot(page, 'po-missing')
  expect(await findings(page)).toEqual([])
  await page.getByLabel('N° de commande du client').fill('8841')
  await page.getByLabel('N° de commande du client').press('Enter')
  await page.getByText('Le client exige son numéro de commande').waitFor({ state: 'hidden' })
  expect((await api.get<WorkOrder>(`/work-orders/${order.id}`)).po_number).toBe('8841')
  expect(problems).toEqual([])
  await context.close()
})

test('how a company is invoiced is said at the customer', async () => {
  const [draft] = await company()
  const { page, context, problems } = await openAt(browser, garage, `/customers/${draft?.customer.id}`, {
    site,
    viewport: DESK,
  })
  await page.getByRole('button', { name: 'Modifier', exact: true }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Entreprise', { exact: true }).click()
  await drawer.getByLabel('Une facture pour tous ses ordres').check()
  await shot(page, 'customer-terms')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.locator('dd').filter({ hasText: 'Une facture pour tous ses ordres' }))
  expect(problems).toEqual([])
  await context.close()
})

test('its drafts become one invoice, whose orders each stand with their lines', async () => {
  const drafts = await company()
  expect(drafts.length).toBeGreaterThan(1)
  const name = drafts[0]?.customer.name ?? ''
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=together', { site, viewport: DESK })
  await visible(page.getByText('Le souhaite'))
  await shot(page, 'together')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: `Regrouper… · ${name}` }).click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText('Émises une par une, elles demanderaient'))
  await shot(page, 'together-choose')
  expect(await findings(page)).toEqual([])
  const boxes = drawer.getByRole('checkbox')
  for (const box of await boxes.all()) await box.uncheck()
  await drawer.getByRole('button', { name: /^Émettre/ }).click()
  await visible(drawer.getByText('Choisissez-en au moins deux.'))
  for (const box of await boxes.all()) await box.check()
  await drawer.getByRole('button', { name: `Émettre une facture de ${drafts.length} ordres` }).click()
  await page.waitForURL(/\/invoices\/[0-9a-f-]+$/)
  await visible(page.getByText(`${drafts.length} ordres`, { exact: true }))
  const invoice = await api.get<Invoice>(`/invoices/${page.url().split('/').at(-1)}`)
  for (const { number } of invoice.together ?? []) await visible(page.getByRole('link', { name: number }))
  for (const { id } of invoice.together ?? []) {
    const its = async () => (await api.get<WorkOrder>(`/work-orders/${id}`)).invoices
    await expect
      .poll(async () => (await its()).map(({ number, is_together }) => [number, is_together]))
      .toEqual([[invoice.number, true]])
  }
  await shot(page, 'together-invoice')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('on a dark phone in Arabic', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=together', {
    site,
    viewport: PHONE,
    language: 'ar',
    theme: 'dark',
  })
  await visible(page.getByRole('heading', { name: 'مسودات لنفس الحريف' }))
  await shot(page, 'together-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
