import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Breakdown, Id, KpiReport } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  garage = await startGarage(600)
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

const LOOKS: [string, string, Look][] = [
  ['a desk', 'dashboard', { viewport: DESK }],
  ['a dark desk', 'dashboard-dark', { viewport: DESK, theme: 'dark' }],
  ['a phone', 'dashboard-phone', { viewport: PHONE }],
  ['a dark phone in Arabic', 'dashboard-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('figures are well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/dashboard?period=year', look)
  await visible(page.locator('.kpi-card').first())
  await visible(page.locator('.sparkline polyline').first())
  await visible(page.locator('.bars').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page.locator('.kpi-card').nth(2).click()
  await visible(page.locator('.kpi-chart'))
  await visible(page.getByRole('dialog').locator('tbody tr, .card-row').first())
  await shot(page, `${name}-open`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the owner opens a figure, reads its formula, and goes to a document behind it', async () => {
  const { page, context, problems } = await opened('/dashboard?period=year')
  await page.getByRole('button', { name: /^Panier moyen/ }).click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText('Ventes nettes des visites ÷ véhicules'))
  expect(page.url()).toContain('kpi=TND.aro')
  await drawer.locator('tbody tr', { hasText: 'F-LAC-' }).first().click()
  await expect.poll(() => page.url()).toContain('/invoices/')
  await page.goBack()
  await visible(page.getByRole('dialog').getByText('Ventes nettes des visites ÷ véhicules'))
  expect(problems).toEqual([])
  await context.close()
})

test('the demonstration has figures that a garage could have', async () => {
  const year = (day: Date) => new Date(day.getTime() - 364 * 86_400_000).toISOString().slice(0, 10)
  const today = new Date()
  const query = `from=${year(today)}&until=${today.toISOString().slice(0, 10)}`
  const { groups } = await api.get<KpiReport>(`/reports/kpis?${query}`)
  const value = (id: string) => groups[0]?.kpis.find((kpi) => kpi.id === id)?.now.value ?? 0
  expect(value('car_count')).toBeGreaterThan(50)
  expect(value('aro')).toBeGreaterThan(100_000)
  expect(value('gp_parts')).toBeGreaterThan(1000)
  expect(value('gp_parts')).toBeLessThan(8000)
  expect(value('no_show_rate')).toBeLessThan(5000)
})

test('the period and the site are in the address', async () => {
  const { page, context, problems } = await opened('/dashboard')
  await page.getByRole('button', { name: '7 jours' }).click()
  await expect.poll(() => page.url()).toContain('period=week')
  await page.getByRole('button', { name: 'Autres jours' }).click()
  await page.getByLabel('Du', { exact: true }).fill('2026-01-01')
  await expect.poll(() => page.url()).toContain('from=2026-01-01')
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.locator('.ant-select-item-option', { hasText: 'Tous les sites' }).click()
  await expect.poll(() => page.url()).toContain('site=all')
  await visible(page.locator('.kpi-card').first())
  expect(problems).toEqual([])
  await context.close()
})

test.each(LOOKS)('what leaks is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/dashboard', look)
  await visible(page.locator('.leaks'))
  await page.locator('.leak-kind').first().click()
  await visible(page.getByRole('dialog').locator('tbody tr, .card-row').first())
  await shot(page, `${name}-leaks`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('who knows why nothing leaks says so, and takes it back', async () => {
  const { page, context, problems } = await opened('/dashboard?leaks=not_invoiced')
  const drawer = page.getByRole('dialog')
  const first = drawer.locator('tbody tr').first()
  await visible(first)
  const number = (await first.getByRole('link').textContent()) ?? ''
  await first.getByRole('button', { name: 'Expliquer' }).click()
  const dialog = page.locator('.ant-modal')
  await dialog.getByLabel('Pourquoi ce n’en est pas une').fill('Facturé dans l’ancien système')
  await dialog.getByRole('button', { name: 'Expliquer' }).click()
  await expect.poll(() => drawer.locator('tbody tr', { hasText: number }).count()).toBe(0)
  await drawer.getByRole('button', { name: 'Expliqué', exact: true }).click()
  const explained = drawer.locator('tbody tr', { hasText: number })
  await visible(explained.getByText('Facturé dans l’ancien système'))
  await explained.getByRole('button', { name: 'Remettre sur la liste' }).click()
  await expect.poll(() => drawer.locator('tbody tr', { hasText: number }).count()).toBe(0)
  await drawer.getByRole('button', { name: 'Rouge', exact: true }).click()
  await visible(drawer.locator('tbody tr', { hasText: number }).first())
  expect(problems).toEqual([])
  await context.close()
})

test('a goal is set beside its figure, and stands on its card', async () => {
  const { page, context, problems } = await opened('/dashboard')
  await page.getByRole('button', { name: /^Ventes nettes/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(/^Objectif pour/).fill('50000')
  await drawer.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.getByText('L’objectif est fixé.'))
  await page.keyboard.press('Escape')
  const card = page.locator('.kpi-card', { hasText: 'Ventes nettes' })
  await visible(card.getByText(/^Objectif à ce jour/))
  await shot(page, 'dashboard-goal')
  expect(await findings(page)).toEqual([])
  const today = new Date().toISOString().slice(0, 10)
  const { items } = await api.get<{ items: { kpi: string; value: number }[] }>(
    `/reports/goals?month=${today}&site=${site}`,
  )
  expect(items).toMatchObject([{ kpi: 'net_sales', value: 50_000_000 }])
  expect(problems).toEqual([])
  await context.close()
})

test.each(LOOKS)('technicians and services are well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/dashboard?period=year', look)
  const service = page
    .locator('section.stack')
    .filter({ has: page.locator('.bars') })
    .nth(1)
  await visible(service.locator('tbody tr, .card-row').first())
  await service.scrollIntoViewIfNeeded()
  await shot(page, `${name}-breakdowns`)
  expect(await findings(page)).toEqual([])
  await service.locator('tbody tr td:first-child, .card-row').first().click()
  await visible(page.getByRole('dialog').locator('tbody tr, .card-row').first())
  await shot(page, `${name}-breakdown-open`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('what technicians and services sold adds up to the period', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const query = `from=${today.slice(0, 4)}-01-01&until=${today}`
  const { groups } = await api.get<KpiReport>(`/reports/kpis?${query}`)
  const sold = groups[0]?.kpis.find((kpi) => kpi.id === 'net_sales')?.now.value
  for (const by of ['technician', 'service']) {
    const parts = (await api.get<Breakdown>(`/reports/breakdowns/${by}?${query}`)).groups[0]?.parts ?? []
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.reduce((sum, { counts }) => sum + counts.sales, 0)).toBe(sold)
  }
})

test('the owner opens a technician and goes to a document behind what was sold', async () => {
  const { page, context, problems } = await opened('/dashboard?period=year')
  const table = page.getByRole('region', { name: 'Par technicien' }).first()
  await table.locator('tbody tr').first().click()
  await expect.poll(() => page.url()).toContain('part=technician.TND.')
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText('Heures facturées').first())
  await drawer.locator('tbody tr', { hasText: 'F-LAC-' }).first().click()
  await expect.poll(() => page.url()).toContain('/invoices/')
  expect(problems).toEqual([])
  await context.close()
})

test('a month that is over says what was owed on its last day, and what is owed now is kept as a report', async () => {
  const last = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 0)).toISOString().slice(0, 10)
  const days = `period=own&from=${last.slice(0, 8)}01&until=${last}`
  const { page, context, problems } = await opened(`/dashboard?${days}`)
  const owed = page.getByRole('region', { name: 'Ce que doivent les clients' })
  await visible(owed.getByText(/^au \d+ /))
  await owed.scrollIntoViewIfNeeded()
  await shot(page, 'dashboard-owed-then')
  expect(await findings(page)).toEqual([])
  await page.goto(`${garage.url}/dashboard?site=${site}`)
  await owed.getByRole('button', { name: 'Enregistrer comme rapport' }).click()
  const form = page.getByRole('dialog')
  await visible(form.getByText('Tel que c’est au moment où il est fait.'))
  expect(problems).toEqual([])
  await context.close()
})
