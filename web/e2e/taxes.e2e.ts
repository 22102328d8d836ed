import { expect, test } from 'vitest'
import type { Customer, Id, SiteTaxRates, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (look: Look = {}) => openAt(browser, garage, '/settings/site', { site, ...look })
const read = () => api.get<SiteTaxRates>(`/workshops/${site}/tax-rates`)

test('a site chooses what labour is taxed at, and its new orders take it', async () => {
  const { page, context, problems } = await opened({ viewport: DESK })
  const panel = page.getByRole('region', { name: fr.taxes.title })
  await panel.scrollIntoViewIfNeeded()
  await panel.getByLabel(fr.workshop.kind.labour).fill('7')
  await panel.getByLabel(fr.workshop.kind.fee, { exact: true }).fill('13')
  await visible(panel.getByText(/Vide : 13/))
  await panel.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  expect((await read()).chosen).toEqual({ labour: 700, fee: 1300 })
  await shot(page, 'taxes')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()

  const customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Sami Ayari' })
  const plate = { owner_id: customer.id, plate: '231 TU 9191', make: 'Peugeot', model: 'Partner' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', plate)
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Vidange',
    jobs: [{ title: 'Vidange', lines: [{ kind: 'labour', quantity: 1000, unit_price: 60_000 }] }],
  })
  expect(order.totals.vat_groups).toEqual([{ rate: 700, base: 60_000, vat: 4_200 }])
})

test('rates are emptied again, and read in Arabic and on a telephone', async () => {
  for (const look of [
    { language: 'ar', theme: 'dark' },
    { language: 'en', viewport: PHONE },
  ] as Look[]) {
    const { page, context, problems } = await opened(look)
    const panel = page.locator('section.panel', { has: page.locator('#taxes_tyre_fee') })
    await panel.scrollIntoViewIfNeeded()
    await shot(page, `taxes-${look.language}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  }
  const { page, context } = await opened({ viewport: DESK })
  const panel = page.getByRole('region', { name: fr.taxes.title })
  await panel.getByLabel(fr.workshop.kind.labour).fill('')
  await panel.getByLabel(fr.workshop.kind.fee, { exact: true }).fill('')
  await panel.getByRole('button', { name: fr.common.save }).click()
  await expect.poll(async () => (await read()).chosen).toEqual({})
  await context.close()
})
