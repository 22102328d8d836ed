import { beforeAll, expect, test } from 'vitest'
import type { Customer, InvoiceRow, Page as Rows } from '../src/api/types'
import { findings, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()
/** Invoices of who the tax office knows, and of who it does not. */
let known: InvoiceRow
let unknown: InvoiceRow

beforeAll(async () => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=paid&limit=50`)
  for (const invoice of items) {
    const { tax_id } = await api.get<Customer>(`/customers/${invoice.customer.id}`)
    if (tax_id) known = invoice
    else unknown = invoice
  }
})

test('an invoice leaves as TEIF once its buyer has a number, and says so until then', async () => {
  const { page, context, problems } = await openAt(browser, garage, `/invoices/${unknown.id}`, {
    site,
    viewport: PHONE,
  })
  await page.getByRole('button', { name: 'Facture électronique' }).click()
  await page.getByRole('menuitem', { name: 'TEIF (Tunisie, non signé)' }).click()
  const refusal = page.getByRole('dialog')
  await visible(refusal.getByText('Matricule fiscal du client').first())
  await shot(page, 'e-invoice-refused')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.goto(`${garage.url}/invoices/${known.id}`)
  await page.getByRole('button', { name: 'Facture électronique' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'TEIF (Tunisie, non signé)' }).click()
  expect((await download).suggestedFilename()).toBe(`${known.number}.xml`)
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

test('a company pays less what it keeps back as tax', async () => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=issued&limit=1`)
  const customer = items[0]?.customer.id
  const { page, context, problems } = await openAt(browser, garage, `/customers/${customer}`, { site })
  await page.getByRole('button', { name: 'Encaisser pour plusieurs factures' }).click()
  const drawer = page.getByRole('dialog')
  const whole = await drawer.getByRole('button', { name: /^Tout/ }).textContent()
  await drawer.getByLabel('Retenue à la source').click()
  await page.getByTitle('1 %', { exact: true }).click()
  await drawer.getByLabel('N° du certificat de retenue').fill('RS-2026-118')
  const all = drawer.getByRole('button', { name: /^Tout/ })
  await expect.poll(() => all.textContent()).not.toBe(whole)
  await all.click()
  await visible(drawer.getByText('retenue', { exact: false }).last())
  await shot(page, 'receipt-withheld')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Encaisser', exact: true }).click()
  await visible(page.getByText(/^Reçu RC-LAC/))
  const { items: left } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=issued&customer=${customer}`)
  expect(left).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
