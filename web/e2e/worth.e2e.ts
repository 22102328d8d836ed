import { expect, test } from 'vitest'
import type { StockValue, WorkInProgress } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (look: Look = {}) => openAt(browser, garage, '/invoices?kind=accounting&view=worth', { site, ...look })

test('an accountant asks what work and stock were worth on a day, and takes the list along', async () => {
  const { page, context, problems } = await opened({ viewport: DESK })
  const today = await api.get<WorkInProgress>(`/work-in-progress/${site}`)
  expect(today.orders).toBeGreaterThan(0)
  expect(today.cost).toBe(today.parts_cost + today.sublet_cost + (today.labour_cost ?? 0))
  const work = page.getByRole('region', { name: 'Travaux en cours', exact: true })
  await visible(work.getByText('Au prix de vente hors taxes'))
  await visible(page.getByRole('heading', { name: 'Travaux en cours aux fins de mois' }))
  await visible(page.getByRole('heading', { name: 'Stock', exact: true }))
  await shot(page, 'worth')
  expect(await findings(page)).toEqual([])

  const before = await work.textContent()
  const day = new Date(Date.now() - 20 * 24 * 3600 * 1000).toISOString().slice(0, 10)
  await page.getByLabel('À la fin du').fill(day)
  await expect.poll(() => work.textContent()).not.toBe(before)
  expect(new URL(page.url()).searchParams.get('on')).toBe(day)
  const then = await api.get<StockValue>(`/stock-values/${site}?on=${day}`)
  expect(then.on).toBe(day)

  await page.getByRole('button', { name: 'Exporter les travaux en cours' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toBe(`work-in-progress-${day}.csv`)
  expect(problems).toEqual([])
  await context.close()
})

test('an order of the list leads to its page', async () => {
  const { page, context } = await opened({ viewport: DESK })
  const row = page.locator('.data-table tbody tr').first()
  await visible(row)
  await row.click()
  await expect.poll(() => page.url()).toContain('/work-orders/')
  await context.close()
})

test('what was worth what is well made on a dark phone in Arabic', async () => {
  const { page, context, problems } = await opened({ viewport: PHONE, language: 'ar', theme: 'dark' })
  await visible(page.getByRole('heading', { name: 'أشغال جارية', exact: true }))
  await visible(page.locator('.bars').first())
  await shot(page, 'worth-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
