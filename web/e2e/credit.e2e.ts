import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, Receivable, Receivables, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { stockPart } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let debtor: Receivable
let order: WorkOrder

/** Who owes the most owes all that they may, and wants more. */
beforeAll(async () => {
  const found = (await api.get<Receivables>(`/receivables?site=${site}`)).customers.find(({ credit }) => credit === 0)
  if (!found || found.invoices === 0) throw new Error('nobody owes anything')
  debtor = found
  const { id } = debtor.customer
  const { balances } = await api.get<Customer>(`/customers/${id}`)
  const amount = balances[0]?.amount ?? 0
  await api.post(`/customers/${id}/credit-limit`, { limit: { amount, currency: debtor.currency } })
  order = await approved(id, '214 TU 1111')
})

async function approved(customer_id: Id, plate: string): Promise<WorkOrder> {
  const vehicle = await api.post<{ id: Id }>('/vehicles', {
    owner_id: customer_id,
    plate,
    make: 'Peugeot',
    model: '208',
  })
  const part = await stockPart(api, site, `CRD-${plate.slice(-4)}`, 'Filtre', 22_550)
  const jobs = [{ title: 'Vidange', lines: [{ kind: 'part', product_id: part.id, quantity: 1000 }] }]
  const whose = { site_id: site, customer_id, vehicle_id: vehicle.id }
  const opened = await api.post<WorkOrder>('/work-orders', { ...whose, concern: 'Révision', jobs })
  const decisions = [{ job_id: opened.jobs[0]?.id, decision: 'approve' }]
  return api.post(`/work-orders/${opened.id}/authorise`, { decisions, method: 'phone', by_name: 'Omar' })
}

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

const LOOKS: [string, string, Look][] = [
  ['a desk', 'credit', { viewport: DESK }],
  ['a dark phone in Arabic', 'credit-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('a customer who used up their credit is told on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened(`/customers/${debtor.customer.id}`, look)
  await visible(page.locator('.credit-use'))
  await page.locator('.credit-use').scrollIntoViewIfNeeded()
  await shot(page, `${name}-customer`)
  expect(await findings(page)).toEqual([])
  await page.goto(`/work-orders/${order.id}`)
  await visible(page.locator('.gate-faults').first())
  await page.locator('.gate-faults').first().scrollIntoViewIfNeeded()
  await shot(page, `${name}-order`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the order does not begin until the owner lets it go on', async () => {
  const { page, context } = await opened(`/work-orders/${order.id}`)
  await page.getByRole('button', { name: 'Commencer', exact: true }).click()
  const refusal = page.getByRole('dialog')
  await visible(refusal.getByText('Le crédit est épuisé'))
  await shot(page, 'credit-refused')
  await refusal.getByRole('button', { name: 'Fermer' }).last().click()
  await page.getByRole('button', { name: 'Laisser passer cet ordre…' }).click()
  const asked = page.getByRole('dialog').filter({ hasText: 'Laisser passer' })
  await asked.getByRole('textbox').fill('Il règle vendredi')
  await asked.getByRole('button', { name: 'Laisser passer cet ordre…' }).click()
  await visible(page.getByText('Passe malgré ce qui est dû'))
  await shot(page, 'credit-allowed')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Commencer', exact: true }).click()
  await expect.poll(async () => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).state).toBe('in_progress')
  await context.close()
})
