import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, Vehicle, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { ADVISOR, OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

/** An alternator that costs 81.300: PRODUCT.md has no such part, so that no other test sells it. */
beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  const about = { owner_id: items[0].id, plate: '231 TU 6002', make: 'Peugeot', model: '208' }
  const vehicle = await api.post<Vehicle>('/vehicles', about)
  const part = await api.post<{ id: string }>('/products', {
    sku: 'ALT-813',
    name: 'Alternateur',
    category: 'Alternateurs',
    price: 100_000,
    vat_rate: 1900,
  })
  await api.post('/stock/receipts', {
    site_id: site,
    lines: [{ product_id: part.id, quantity: 4000, unit_cost: 81_300 }],
  })
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: items[0].id,
    vehicle_id: vehicle.id,
    concern: 'Alternateur',
    jobs: [{ title: 'Alternateur', lines: [{ kind: 'part', product_id: part.id, quantity: 1000 }] }],
  })
})

async function openPage(path: string, who: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, who, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

test('an owner says what alternators sell for by what they cost, and sees it before saving', async () => {
  const page = await openPage('/prices', OWNER)
  const problems = watch(page)
  await visible(page.getByText('Pneus', { exact: true }))
  await page.getByRole('button', { name: 'Nouvelle grille' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nouvelle grille' })
  await dialog.getByRole('textbox', { name: 'Libellé de la ligne' }).fill('Électrique')
  await dialog.getByRole('textbox', { name: 'Famille' }).fill('Alternateurs')
  await dialog.getByRole('textbox', { name: 'Taux' }).fill('60')
  await dialog.getByRole('button', { name: 'Ajouter une tranche' }).click()
  await dialog.getByRole('textbox', { name: 'À partir d’un coût de' }).nth(1).fill('50')
  await dialog.getByRole('textbox', { name: 'Taux' }).nth(1).fill('35')
  await dialog.getByRole('textbox', { name: 'Une pièce qui coûte' }).fill('81,3')
  await visible(dialog.getByText('109,755'))
  await shot(page, 'matrix-dialog-desk')
  await dialog.getByRole('textbox', { name: 'Libellé de la ligne' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await visible(page.getByText('Électrique', { exact: true }))
  await shot(page, 'matrices-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('a part is sold by the matrix, and one tap reaches the margin that the site aims at', async () => {
  await api.put(`/workshops/${site}/margin`, { levels: { line: 2000, target: 3000 } })
  const page = await openPage(`/work-orders/${order.id}`, OWNER)
  const problems = watch(page)
  const job = page.getByRole('region', { name: 'Alternateur', exact: true })
  await visible(job.getByText('Catalogue', { exact: true }))
  const margin = page.getByRole('region', { name: 'Marge sur les pièces', exact: true })
  await visible(margin.getByText('Trop faible').first())
  await shot(page, 'margin-desk')
  await margin.getByRole('button', { name: 'Prix qui atteint la marge visée : Alternateur' }).click()
  await visible(job.getByText(/^Saisi à la main/))
  await margin.getByText('Trop faible').first().waitFor({ state: 'detached' })
  await visible(margin.getByText('30 %').first())
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('an advisor sees neither matrices nor margins', async () => {
  const page = await openPage(`/work-orders/${order.id}`, ADVISOR)
  await visible(page.getByRole('region', { name: 'Alternateur', exact: true }))
  await settled(page)
  expect(await page.getByRole('region', { name: 'Marge sur les pièces' }).count()).toBe(0)
  await page.goto('/prices')
  await settled(page)
  expect(await page.getByText('Majorations selon le coût').count()).toBe(0)
})

test('matrices and margins are fit for a telephone, in Arabic and in the dark', async () => {
  for (const [name, look] of [
    ['phone', { viewport: PHONE }],
    ['ar-dark', { viewport: DESK, language: 'ar', theme: 'dark' }],
  ] as const) {
    for (const path of ['/prices', `/work-orders/${order.id}`, '/settings/site']) {
      const page = await openPage(path, OWNER, look)
      const problems = watch(page)
      await shot(page, `margin${path.replace(/\W+/g, '-').slice(0, 14)}-${name}`)
      expect(await findings(page)).toEqual([])
      expect(problems).toEqual([])
      await page.context().close()
    }
  }
})
