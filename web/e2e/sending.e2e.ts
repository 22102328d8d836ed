import { expect, test } from 'vitest'
import type { EInvoice, InvoiceRow, Page as Rows } from '../src/api/types'
import { DESK, findings, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const list = () => api.get<Rows<EInvoice>>(`/e-invoices?site=${site}`)
const settings = (format: 'teif' | null) =>
  api.put(`/e-invoicing/${site}`, {
    format,
    since: format && '2020-01-01',
    platform: 'hand',
    login: null,
    test_mode: false,
    overdue_hours: 24,
  })

test('documents on their way, what was said of each, and what can be done', async () => {
  const { items } = await list()
  const rejected = items.find(({ state }) => state === 'rejected')
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=einvoices', {
    site,
    viewport: DESK,
  })
  await visible(page.getByText('Matricule fiscal du client inconnu'))
  await shot(page, 'e-invoices')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /^Rejetée/ }).click()
  await page.getByText(rejected?.number ?? '').click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText('Essais'))
  await visible(drawer.getByRole('link', { name: 'Corriger le client' }))
  await shot(page, 'e-invoice')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('on a phone, from right to left', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/invoices?kind=einvoices', {
    site,
    viewport: PHONE,
    language: 'ar',
  })
  await visible(page.getByText('Matricule fiscal du client inconnu'))
  await shot(page, 'e-invoices-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('what is brought there by hand is noted with its reference', async () => {
  const pending = (await list()).items.find(({ state }) => state === 'pending')
  const { page, context, problems } = await openAt(browser, garage, `/invoices?kind=einvoices&one=${pending?.id}`, {
    site,
    viewport: PHONE,
  })
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Noter comme acceptée' }).click()
  await visible(drawer.getByText('Notez la référence', { exact: true }))
  await drawer.getByLabel('Référence de la plateforme').fill('0736202X2026000000000099001')
  await drawer.getByRole('button', { name: 'Noter comme acceptée' }).click()
  await visible(drawer.getByText('Dépôt à la main'))
  await shot(page, 'e-invoice-by-hand')
  expect(await findings(page)).toEqual([])
  expect((await list()).items.find(({ id }) => id === pending?.id)?.state).toBe('accepted')
  expect(problems).toEqual([])
  await context.close()
})

test('a site switches it on, and what could not leave is said before a number is taken', async () => {
  await settings(null)
  const { page, context, problems } = await openAt(browser, garage, `/sites/${site}`, { site, viewport: DESK })
  await page.getByRole('button', { name: 'Modifier Facturation électronique' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Format').click()
  await page.locator('.ant-select-item').filter({ hasText: 'TEIF (Tunisie)' }).click()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.getByText('Ce champ est obligatoire'))
  await shot(page, 'e-invoicing-settings')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await settings('teif')

  const drafts = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=draft&limit=50`)
  const draft = drafts.items[0]
  await page.goto(`${garage.url}/invoices/${draft?.id}`)
  await api.patch(`/customers/${draft?.customer.id}`, { tax_id: null })
  await page.getByRole('button', { name: 'Émettre la facture' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Émettre la facture' }).click()
  const refusal = page.getByRole('dialog')
  await visible(refusal.getByText('Matricule fiscal du client').first())
  await visible(refusal.getByRole('link', { name: 'Corriger le client' }).first())
  await shot(page, 'e-invoice-before')
  expect(await findings(page)).toEqual([])
  await settings(null)
  expect(problems.filter((problem) => !/status of (409|422)/.test(problem))).toEqual([])
  await context.close()
})
