import { expect, test } from 'vitest'
import type { ChartOfAccounts, InvoiceRow, Journal, JournalExport, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (look: Look = {}) => openAt(browser, garage, '/invoices?kind=accounting', { site, ...look })

test('what is new is exported once, locked, and handed over as a file', async () => {
  const { page, context, problems } = await opened()
  await visible(page.getByRole('heading', { name: 'TVA sur les ventes' }))
  await page.getByRole('button', { name: 'Plan comptable' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Clients', { exact: true }).fill('411000')
  await shot(page, 'accounting-chart')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByText('Comptes enregistrés'))
  expect(await api.get<ChartOfAccounts>(`/charts-of-accounts/${site}`)).toMatchObject({ customers: '411000' })

  await page.getByRole('button', { name: 'Exporter le journal' }).click()
  const until = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10)
  await page.getByRole('dialog').getByLabel('Jusqu’au').fill(until)
  await page.getByRole('button', { name: 'Exporter et verrouiller' }).click()
  await visible(page.getByText('Export 2 enregistré'))
  const { items } = await api.get<Rows<JournalExport>>(`/journal-exports?site=${site}`)
  expect(items[0]).toMatchObject({ number: 2, until, first_number: (items[1]?.last_number ?? 0) + 1 })

  await page.getByRole('button', { name: 'Exporter le journal' }).click()
  await page.getByRole('button', { name: 'Exporter et verrouiller' }).click()
  await visible(page.getByText('Choisissez un jour terminé et pas encore verrouillé.').first())
  await page.getByRole('button', { name: 'Annuler' }).click()

  await page.getByRole('button', { name: 'Exporter le fichier 2' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'FEC (France)' }).click()
  expect((await download).suggestedFilename()).toBe('journal-2.txt')
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

/** The site's day: at eleven in the evening of Greenwich it is tomorrow there. */
const dayAt = (instant: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Tunis' }).format(instant)

test('what was issued is archived, signed, and handed over', async () => {
  const { page, context, problems } = await opened()
  await page.getByRole('button', { name: 'Archiver' }).click()
  const dialog = page.getByRole('dialog')
  const today = dayAt(Date.now())
  await dialog.getByLabel('Au', { exact: true }).fill(today)
  await page.getByRole('button', { name: 'Signer l’archive' }).click()
  await visible(page.getByText('Choisissez un jour terminé.').first())
  const yesterday = dayAt(Date.now() - 24 * 3600 * 1000)
  await dialog.getByLabel('Du', { exact: true }).fill(`${new Date().getFullYear()}-01-01`)
  await dialog.getByLabel('Au', { exact: true }).fill(yesterday)
  await shot(page, 'accounting-archive')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Signer l’archive' }).click()
  await visible(page.getByText(/Archive 1 signée : \d+ documents/))
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger l’archive 1' }).click()
  expect((await download).suggestedFilename()).toBe('archive-1.zip')
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

test('VAT is told when it is invoiced or when it is paid', async () => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&state=issued&limit=1`)
  await api.post(`/invoices/${items[0]?.id}/payments`, { tender: 'card', amount: 5_000 })
  const { page, context, problems } = await opened()
  const told = page.getByRole('region', { name: 'TVA sur les ventes' }).locator('strong')
  await visible(told)
  const invoiced = await told.textContent()
  await page.getByText('À l’encaissement').click()
  await expect.poll(() => told.textContent()).not.toBe(invoiced)
  await shot(page, 'accounting-paid')
  const month = await page.locator('.row > .num').first().textContent()
  await page.getByRole('button', { name: 'Mois précédent' }).click()
  await expect.poll(() => page.locator('.row > .num').first().textContent()).not.toBe(month)
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'accounting', { viewport: DESK }],
  ['a dark phone in Arabic', 'accounting-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the journal is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened(look)
  const journal = await api.get<Journal>(`/journals/${site}`)
  expect(journal.debit).toBe(journal.credit)
  await visible(page.locator('.bars').first())
  await visible(page.locator('.code').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
