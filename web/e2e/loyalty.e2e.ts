import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, CustomerLoyalty, Id, Invoice, InvoiceRow, Page as Rows } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  garage = await startGarage(900)
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const pointsOf = (customer: Id) => api.get<CustomerLoyalty>(`/loyalty/${customer}?site=${site}`)
const unpaid = async () =>
  (await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=issued&limit=100`)).items.filter(
    ({ due }) => due > 20_000,
  )

/** Somebody's unpaid invoice, with the customer's page. */
async function debtor() {
  const row = (await unpaid())[0]
  if (!row) throw new Error('the demonstration has no unpaid invoice')
  return api.get<Invoice>(`/invoices/${row.id}`)
}

test('an owner says what earns points, and is told when levels stand in no order', async () => {
  const { page, context, problems } = await opened(`/sites/${site}`)
  await page.getByRole('button', { name: `${fr.loyalty.set} ${fr.loyalty.settings}` }).click()
  const drawer = page.getByRole('dialog')
  const from = drawer.getByLabel(fr.loyalty.levelFrom, { exact: true })
  await visible(from.first())
  await from.nth(1).fill('200')
  await shot(page, 'loyalty-settings')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: fr.common.save }).click()
  await visible(drawer.getByText(fr.problem.field['levels-in-order']))
  await from.nth(1).fill('1200')
  await drawer.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(/Or · 1200 points/))
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

test('points are given by hand, pay an invoice, and a credit note takes back what it earned', async () => {
  const invoice = await debtor()
  const customer = invoice.customer.id
  const before = (await pointsOf(customer)).balance
  const { page, context, problems } = await opened(`/customers/${customer}`)
  const panel = page.getByRole('complementary', { name: fr.loyalty.title })
  await panel.getByRole('button', { name: fr.loyalty.grant }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.loyalty.grantPoints).fill('150')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(dialog.getByText(fr.form.required))
  await dialog.getByLabel(fr.loyalty.reason).fill('Attente trop longue')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(panel.getByText('Attente trop longue'))
  await expect.poll(async () => (await pointsOf(customer)).balance).toBe(before + 150)

  await page.goto(`/invoices/${invoice.id}`)
  const till = page.getByRole('region', { name: fr.loyalty.title })
  await till.getByLabel(fr.loyalty.useLabel).fill('120')
  await till.getByRole('button', { name: /Utiliser 120 points/ }).scrollIntoViewIfNeeded()
  await shot(page, 'loyalty-use')
  expect(await findings(page)).toEqual([])
  await till.getByRole('button', { name: /Utiliser 120 points/ }).click()
  await visible(page.locator('.payments li').filter({ hasText: fr.billing.tender.points }))
  expect((await pointsOf(customer)).balance).toBe(before + 30)

  const { due } = await api.get<Invoice>(`/invoices/${invoice.id}`)
  await api.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amount: due })
  expect((await pointsOf(customer)).balance).toBeGreaterThan(before + 30)
  await api.post(`/invoices/${invoice.id}/credit-notes`, { reason: 'Annulée', stamp_duty: true })
  expect((await pointsOf(customer)).balance).toBe(before + 150)
  await page.goto(`/customers/${customer}`)
  await visible(panel.getByText(fr.loyalty.kind.given_back))
  await panel.scrollIntoViewIfNeeded()
  await shot(page, 'loyalty-customer')
  expect(problems).toEqual([])
  await context.close()
})

/** Somebody new who owes something, and whoever else there is. */
async function newcomer() {
  for (const row of await unpaid()) {
    const has = await pointsOf(row.customer.id)
    if (has.actions.includes('refer') && !has.referrer) return api.get<Invoice>(`/invoices/${row.id}`)
  }
  throw new Error('everybody who owes something earned points')
}

async function choose(page: Page, name: string) {
  const picker = page.getByRole('dialog').getByRole('combobox')
  await picker.fill(name)
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
}

test('who brought a new customer is named, and both get points with the first paid invoice', async () => {
  const invoice = await newcomer()
  const { id: customer, name } = invoice.customer
  const [friend] = (await api.get<Rows<Customer>>('/customers?limit=20')).items.filter((one) => one.id !== customer)
  if (!friend) throw new Error('there is one customer alone')
  const before = (await pointsOf(friend.id)).balance
  const { page, context, problems } = await opened(`/customers/${customer}`)
  const panel = page.getByRole('complementary', { name: fr.loyalty.title })
  await panel.getByRole('button', { name: fr.loyalty.nameReferrer }).click()
  await choose(page, name)
  await page.getByRole('dialog').getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByRole('dialog').getByText(fr.problem.field['brings-himself']))
  await choose(page, friend.name)
  await shot(page, 'loyalty-referrer')
  expect(await findings(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: fr.common.save }).click()
  await visible(panel.getByRole('link', { name: friend.name }))
  await panel.getByRole('button', { name: fr.loyalty.removeReferrer, exact: true }).click()
  await visible(panel.getByRole('button', { name: fr.loyalty.nameReferrer }))
  await page.getByRole('button', { name: fr.common.undo, exact: true }).click()
  await visible(panel.getByRole('link', { name: friend.name }))

  await api.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amount: invoice.due })
  expect((await pointsOf(friend.id)).balance).toBe(before + 50)
  await page.reload()
  await visible(panel.getByText(fr.loyalty.kind.referred))
  await panel.scrollIntoViewIfNeeded()
  await shot(page, 'loyalty-referred')
  expect(await panel.getByRole('button', { name: fr.loyalty.changeReferrer }).count()).toBe(0)
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', '', { viewport: DESK }],
  ['a dark desk', '-dark', { viewport: DESK, theme: 'dark' }],
  ['a dark phone in Arabic', '-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the report of points and a customer with points are well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/invoices?kind=accounting&view=points', look)
  await visible(page.locator('.bars').nth(1))
  await shot(page, `loyalty-report${name}`)
  expect(await findings(page)).toEqual([])
  const { id } = (await debtor()).customer
  await page.goto(`/customers/${id}`)
  await visible(page.locator('.loyalty-balance'))
  await page.locator('.loyalty-balance').scrollIntoViewIfNeeded()
  await shot(page, `loyalty-panel${name}`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
