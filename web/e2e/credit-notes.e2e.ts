import { beforeAll, expect, test } from 'vitest'
import type { CreditNotePreview, Invoice, InvoiceRow, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let invoice: Invoice

const NET = 10_000

/** An invoice of the demonstration that nobody paid yet, whose first line is worth more than what is taken back. */
beforeAll(async () => {
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?state=issued&site=${site}&limit=50`)
  const unpaid = await Promise.all(
    items.filter(({ number }) => number).map(({ id }) => api.get<Invoice>(`/invoices/${id}`)),
  )
  const found = unpaid.find(({ lines: [first] }) => first && first.net > NET)
  if (!found) throw new Error('no invoice to take back from')
  invoice = found
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

test('a part of a line is taken back: what comes of it is shown before, and the invoice is due for less', async () => {
  const { page, context, problems } = await opened(`/invoices/${invoice.id}`)
  const line = invoice.lines[0]
  if (!line) throw new Error('no line')
  const preview = await api.post<CreditNotePreview>(`/invoices/${invoice.id}/credit-notes/preview`, {
    lines: [{ line_id: line.id, net: NET }],
    reason: '?',
  })
  await page.getByRole('button', { name: 'Établir un avoir' }).click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText('Dites ce qui est crédité : une quantité ou un montant.'))
  await drawer.getByLabel(`ou montant HT ${line.description}`).first().fill('10')
  await drawer.getByLabel('Motif').fill('Disque rendu')
  const shown = drawer.getByRole('region', { name: 'Aperçu de l’avoir' })
  await visible(shown.getByText('Reste dû ensuite :'))
  await shot(page, 'credit-drawer')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Émettre l’avoir' }).click()
  const notes = page.getByRole('region', { name: 'Avoirs' })
  await visible(notes.getByText(/^AV-LAC-\d{4}-\d{5}$/).last())
  await visible(notes.getByText('Disque rendu'))
  await expect.poll(async () => (await api.get<Invoice>(`/invoices/${invoice.id}`)).due).toBe(preview.due)
  expect(preview.due).toBe(invoice.due - preview.totals.total)
  await shot(page, 'credit-invoice')
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'credit-list', { viewport: DESK }],
  ['a dark phone in Arabic', 'credit-list-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('credit notes are well made on %s', async (_name, name, look) => {
  const { context, page, problems } = await opened('/invoices?kind=credits', look)
  await visible(page.getByText(/^AV-LAC-\d{4}-\d{5}$/).first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page
    .getByText(/^AV-LAC-\d{4}-\d{5}$/)
    .first()
    .click()
  await visible(page.getByText('Disque rendu').first())
  await shot(page, `${name}-invoice`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
