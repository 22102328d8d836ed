import { beforeAll, expect, test } from 'vitest'
import type { Page as ListOf, Product, Supplier, SupplierItem } from '../src/api/types'
import { findings, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let supplier: Supplier

beforeAll(async () => {
  supplier = await api.post<Supplier>('/suppliers', { name: 'Grossiste du test' })
  const parts = ['E2E-A', 'E2E-B'].map((sku) =>
    api.post<Product>('/products', { sku, name: `Pièce ${sku}`, price: 20_000, vat_rate: 1900 }),
  )
  const [known] = await Promise.all(parts)
  await api.put(`/suppliers/${supplier.id}/items/${known?.id}`, { article_number: 'GT-1', pack_cost: 10_000 })
})

const FILE = 'Référence;Code article;Prix net\nGT-1;;11,000\nGT-2;E2E-B;7,500\nGT-9;;3,000\n'

test('a supplier’s list is tried, says what is dearer, is imported and stands on the supplier’s page', async () => {
  const context = await openContext(browser, garage, { site })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(`/suppliers/${supplier.id}`)
  await settled(page)
  await page.getByRole('button', { name: 'Importer une liste de prix' }).click()
  await visible(page.getByText('Grossiste du test'))
  const file = { name: 'tarif.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
  await page.locator('input[type=file]').setInputFiles(file)
  await visible(page.getByText('tarif.csv'))
  await page.getByRole('button', { name: 'Vérifier sans enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Résultat de la vérification' }))
  await visible(page.getByText(/Plus chers : 1/))
  await visible(page.getByText('+10.0 %').first())
  const counts = page.locator('.counts dd')
  expect(await counts.allTextContents()).toEqual(['1', '1', '0', '1'])
  await shot(page, 'prices-dry-run')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Importer 2 lignes' }).click()
  await visible(page.getByRole('heading', { name: 'Importation terminée' }))
  const { items } = await api.get<ListOf<SupplierItem>>(`/supplier-items?supplier=${supplier.id}`)
  expect(items.map(({ sku, pack_cost }) => [sku, pack_cost])).toEqual([
    ['E2E-A', 11_000],
    ['E2E-B', 7_500],
  ])
  expect(problems).toEqual([])
  await context.close()
})

test('without a supplier the page asks for one, in Arabic, dark and on a telephone', async () => {
  const look = { language: 'ar', theme: 'dark', site, viewport: PHONE } as const
  const context = await openContext(browser, garage, look)
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto('/imports/prices')
  await settled(page)
  expect(await page.locator('input[type=file]').count()).toBe(0)
  await visible(page.locator('.supplier-choice'))
  await shot(page, 'prices-ar-dark')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
