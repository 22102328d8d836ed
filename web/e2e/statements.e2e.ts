import { beforeAll, expect, test } from 'vitest'
import type { Id, InvoiceRow, Page as Rows, Statement } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Id

beforeAll(async () => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=paid&limit=1`)
  customer = items[0]?.customer.id ?? ''
  const money = { site_id: site, customer_id: customer, tender: 'cash', amount: 25_000, allocations: [] }
  await api.post('/receipts', money)
})

test('who is late is sent a statement', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=owed', { site })
  await page.getByRole('button', { name: 'Envoyer les relevés' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('En retard de plus de (jours)').fill('3650')
  await shot(page, 'statements-send')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await visible(page.getByText('Personne n’est en retard d’autant.'))
  expect(problems).toEqual([])
  await context.close()
})

test('the account of a customer is printed: its statement, and each receipt', async () => {
  const year = new Date().getFullYear() - 1
  const statement = await api.get<Statement>(`/statements/${customer}?site=${site}&from=${year}-12-31`)
  expect(statement.after).toBe(statement.before + statement.billed - statement.paid)
  const { page, context, problems } = await openAt(browser, garage, `/customers/${customer}`, { site })
  const printed = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Relevé de compte' }).click()
  await printed
  const receipt = page.waitForEvent('popup')
  await page
    .getByRole('button', { name: /^Ouvrir le reçu RC-/ })
    .first()
    .click()
  await receipt
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'account', { viewport: DESK }],
  ['a dark phone in Arabic', 'account-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the account is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await openAt(browser, garage, `/customers/${customer}`, { site, ...look })
  await visible(page.getByRole('complementary').filter({ hasText: 'RC-LAC' }))
  await page.getByRole('complementary').filter({ hasText: 'RC-LAC' }).scrollIntoViewIfNeeded()
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
