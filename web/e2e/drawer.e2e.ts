import { beforeAll, expect, test } from 'vitest'
import type { DayClose, Drawer, InvoiceRow, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const cash = async () => {
  const { tenders } = await api.get<Drawer>(`/drawers/${site}`)
  return tenders.find(({ tender }) => tender === 'cash')?.expected ?? 0
}

/** Money on account, in cash. */
const takeCash = async (amount: number) => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&limit=1`)
  const customer_id = items[0]?.customer.id
  await api.post('/receipts', { site_id: site, customer_id, tender: 'cash', amount, allocations: [] })
}

beforeAll(async () => {
  await takeCash(85_000)
})

const opened = (look: Look = {}) => openAt(browser, garage, '/invoices?kind=drawer', { site, ...look })
const dinars = (amount: number) => (amount / 1000).toFixed(3)

test('the drawer is counted: a difference wants a reason, and money that moves meanwhile is shown', async () => {
  const { page, context, problems } = await opened()
  const expected = await cash()
  await page.getByRole('button', { name: 'Clore la journée' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Espèces comptées').fill(dinars(expected - 1_500))
  await drawer.getByLabel('Fonds laissé pour demain').fill('50')
  await shot(page, 'drawer-count')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Clore', exact: true }).click()
  await visible(drawer.getByText('Dites pourquoi le compte diffère.').first())

  await takeCash(10_000)
  await drawer.getByLabel('Motif de la différence').fill('Rendu de monnaie erroné')
  await drawer.getByRole('button', { name: 'Clore', exact: true }).click()
  await visible(drawer.getByText(/De l’argent est entré ou sorti/).first())
  await drawer.getByLabel('Espèces comptées').fill(dinars(expected + 8_500))
  await drawer.getByRole('button', { name: 'Clore', exact: true }).click()
  await visible(page.getByText('Clôture 1 enregistrée'))
  await visible(page.getByText('Rendu de monnaie erroné').last())
  await shot(page, 'drawer-closed')
  const { items } = await api.get<Rows<DayClose>>(`/day-closes?site=${site}`)
  expect(items[0]).toMatchObject({ number: 1, difference: -1_500, kept: 50_000 })
  await expect.poll(cash).toBe(50_000)
  // Two of the counts were refused, as they should be.
  const refused = /status of (409|422)/
  expect(problems.filter((problem) => !refused.test(problem))).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'drawer', { viewport: DESK }],
  ['a dark phone in Arabic', 'drawer-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the drawer is well made on %s', async (_name, name, look) => {
  await takeCash(12_000)
  const { page, context, problems } = await opened(look)
  await visible(page.locator('.bars').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
