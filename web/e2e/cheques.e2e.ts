import { beforeAll, expect, test } from 'vitest'
import type { Cheque, Invoice, Receivable, Receivables, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let debtor: Receivable

const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)
/** Of this test: the demonstration has others. */
const cheques = async (state: string) =>
  (await api.get<Rows<Cheque>>(`/cheques?site=${site}&state=${state}`)).items.filter(({ by }) => by !== 'ECAR')

/** A customer who owes, and two cheques on their account. */
beforeAll(async () => {
  const found = (await api.get<Receivables>(`/receivables?site=${site}`)).customers[0]
  if (!found || found.invoices === 0) throw new Error('nobody owes anything')
  debtor = found
  for (const [number, after] of [
    ['4410021', 3],
    ['4410022', 24],
  ] as const) {
    const cheque = { number, bank: 'BIAT', due_on: day(after) }
    const money = { site_id: site, customer_id: debtor.customer.id, tender: 'cheque', amount: 120_000, cheque }
    await api.post('/receipts', { ...money, allocations: [] })
  }
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

const LOOKS: [string, string, Look][] = [
  ['a desk', 'cheques', { viewport: DESK }],
  ['a dark phone in Arabic', 'cheques-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the register of cheques is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/invoices?kind=cheques', look)
  await visible(page.getByText('4410021').first())
  await visible(page.locator('.bars').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a cheque pays an invoice, goes to the bank with others, and comes back', async () => {
  const { items } = await api.get<Rows<Invoice>>(`/invoices?customer=${debtor.customer.id}&site=${site}&limit=50`)
  const open = items.find(({ state, due }) => state !== 'draft' && due > 0)
  if (!open) throw new Error('no open invoice')
  const { page, context, problems } = await opened(`/invoices/${open.id}`)
  await page.getByText('Chèque', { exact: true }).first().click()
  await page.getByLabel('N° du chèque').fill('0009817')
  await page.getByLabel('Banque').fill('Amen Bank')
  await page.getByRole('button', { name: /^Encaisser/ }).click()
  // The day is asked for once a bank is named.
  await visible(page.locator('.ant-form-item-explain-error').first())
  await page.getByLabel('Échéance').fill(day(40))
  await shot(page, 'cheque-form')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /^Encaisser/ }).click()
  await visible(page.getByText('Payée en totalité').first())

  await page.goto('/invoices?kind=cheques')
  for (const number of ['4410021', '0009817']) await page.getByLabel(`À remettre ${number}`).check()
  await page.getByRole('button', { name: /^Remettre 2 à la banque/ }).click()
  await visible(page.getByText(/^Bordereau \d/).first())
  expect((await cheques('banked')).map(({ number }) => number)).toEqual(['4410021', '0009817'])

  await page.goto('/invoices?kind=cheques&state=banked')
  await page.getByRole('button', { name: 'Encaissé 4410021' }).click()
  await expect.poll(async () => (await cheques('cleared')).length).toBe(1)
  await page.getByRole('button', { name: 'Revenu impayé 0009817' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ce que dit la banque').fill('Provision insuffisante')
  await shot(page, 'cheque-bounce')
  await dialog.getByRole('button', { name: 'Revenu impayé' }).click()
  await page.getByRole('button', { name: 'Bloquer le crédit' }).click()
  await expect
    .poll(async () => (await api.get<{ hold: unknown }>(`/customers/${debtor.customer.id}`)).hold)
    .toMatchObject({ reason: 'Chèque 0009817 impayé : Provision insuffisante' })

  await page.goto(`/invoices/${open.id}`)
  await visible(page.getByText(/Impayé · Chèque/))
  await shot(page, 'cheque-bounced')
  expect(await findings(page)).toEqual([])
  expect((await api.get<Invoice>(`/invoices/${open.id}`)).due).toBe(open.due)
  expect(problems).toEqual([])
  await context.close()
})
