import { beforeAll, expect, test } from 'vitest'
import type { Deposit, Invoice, Receivable, Receivables, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

/** Opens the till for a customer: in a row of the list, and on the customer's account. */
const TAKE = /^Encaisser de |قبض عن عدة فواتير/

withGarage()

let debtor: Receivable

const receivables = () => api.get<Receivables>(`/receivables?site=${site}`)

/** Who owes the most. */
beforeAll(async () => {
  const found = (await receivables()).customers[0]
  if (!found || found.invoices === 0) throw new Error('nobody owes anything')
  debtor = found
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

const LOOKS: [string, string, Look][] = [
  ['a desk', 'receivables', { viewport: DESK }],
  ['a dark phone in Arabic', 'receivables-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('receivables are well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/invoices?kind=owed', look)
  await visible(page.locator('.bars').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  if (look.viewport === PHONE) await page.getByText(debtor.customer.name).first().click()
  await page.getByRole('button', { name: TAKE }).first().click()
  await visible(page.getByRole('dialog').locator('.payments').first())
  await shot(page, `${name}-till`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('one payment settles all that a customer owes; what is left of it pays the next invoice', async () => {
  const { page, context, problems } = await opened('/invoices?kind=owed')
  await page.getByRole('button', { name: `Encaisser de ${debtor.customer.name}` }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: /Tout ce qui est dû/ }).click()
  const all = drawer.getByLabel('Montant', { exact: true })
  await expect.poll(() => all.inputValue()).not.toBe('')
  // Ten dinars more than is due: they stay to the customer's credit.
  const due = debtor.aged.total
  await all.fill(((due + 10_000) / 1000).toFixed(3))
  const pays = drawer.getByRole('region', { name: 'Ce que ce montant paie' })
  await visible(pays.getByText('Reste au crédit du client :'))
  await shot(page, 'receipt-drawer')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Encaisser', exact: true }).click()
  await visible(page.getByText(/Reçu RC-LAC-\d{4}-\d{5} : /))
  const after = (await receivables()).customers.find(({ customer }) => customer.id === debtor.customer.id)
  expect(after?.aged.total ?? 0).toBe(0)
  expect((after?.credit ?? 0) - debtor.credit).toBe(10_000)
  expect(problems).toEqual([])
  await context.close()
})

test('a credit pays an open invoice with one press, and the account shows what is left', async () => {
  const other = (await receivables()).customers.find(({ invoices }) => invoices > 0)
  if (!other) throw new Error('nobody owes anything')
  const { items } = await api.get<Rows<Invoice>>(`/invoices?customer=${other.customer.id}&site=${site}&limit=50`)
  const open = items.find(({ state, due }) => state !== 'draft' && due > 0)
  if (!open) throw new Error('no open invoice')
  const money = { site_id: site, customer_id: other.customer.id, tender: 'cheque', amount: open.due + 5_000 }
  const receipt = await api.post<Deposit>('/receipts', { ...money, allocations: [] })
  const { page, context, problems } = await opened(`/invoices/${open.id}`)
  await page.getByRole('button', { name: `Utiliser ${receipt.number}` }).click()
  await visible(page.getByText('Payée en totalité').first())
  await visible(page.getByText('Reçu · Chèque'))
  await shot(page, 'receipt-used')
  await page.goto(`/customers/${other.customer.id}`)
  const account = page.getByRole('complementary', { name: 'Compte' })
  await visible(account.getByText(receipt.number))
  await shot(page, 'receipt-account')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
