import { execFileSync } from 'node:child_process'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { CreditNoteRow, DocumentStyle, Invoice, Page as Rows } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

/** 80 mm in points. */
const ROLL = 226.8

/** The PDF that a press of the button fetched. */
async function pressed(page: Page, path: string, button: Locator): Promise<Buffer> {
  let pdf: Buffer | undefined
  const matches = (url: URL) => url.href.includes(path)
  await page.route(matches, async (route) => {
    const response = await route.fetch()
    expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf'])
    pdf = await response.body()
    await route.fulfill({ response })
  })
  await button.click()
  await expect.poll(() => pdf !== undefined).toBe(true)
  await page.unroute(matches)
  return pdf ?? Buffer.of()
}

const textOf = (pdf: Buffer) => execFileSync('pdftotext', ['-', '-'], { input: pdf }).toString()

function sizeOf(pdf: Buffer): { wide: number; high: number; pages: number } {
  const told = execFileSync('pdfinfo', ['-'], { input: pdf }).toString()
  const [, wide, high] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(told) ?? []
  return { wide: Number(wide), high: Number(high), pages: Number(/Pages:\s+(\d+)/.exec(told)?.[1]) }
}

async function paid(): Promise<Invoice> {
  const { items } = await api.get<Rows<Invoice>>(`/invoices?site=${site}&state=paid&limit=50`)
  for (const { id } of items) {
    const invoice = await api.get<Invoice>(`/invoices/${id}`)
    if (!invoice.opening && invoice.payments.some(({ kind }) => kind === 'payment')) return invoice
  }
  throw new Error('no invoice was paid at the till')
}

test('an invoice and its payment are printed on the roll of the till, and the site chooses the paper of receipts', async () => {
  const invoice = await paid()
  const { page, context, problems } = await opened(`/invoices/${invoice.id}`, { viewport: DESK })
  const slip = await pressed(page, 'paper=slip', page.getByRole('button', { name: new RegExp(fr.billing.slip) }))
  expect(textOf(slip)).toContain(invoice.number)
  expect(sizeOf(slip).wide).toBeCloseTo(ROLL, 0)
  expect(sizeOf(slip).pages).toBe(1)
  const receipt = page.getByRole('button', { name: new RegExp(fr.billing.receiptOf.split('(')[0] ?? '') }).first()
  const sheet = await pressed(page, '/payments/', receipt)
  expect(textOf(sheet)).toContain(invoice.number)
  expect(sizeOf(sheet).wide).toBeCloseTo(595.3, 0)
  await shot(page, 'slip-invoice')
  expect(await findings(page)).toEqual([])

  await page.goto('/settings/site')
  const panel = page.getByRole('region', { name: fr.styles.title })
  await panel.getByText(fr.styles.paper.slip).click()
  await panel.getByRole('button', { name: fr.styles.save }).click()
  await visible(page.getByText(fr.settings.saved))
  expect((await api.get<DocumentStyle>(`/document-styles/${site}`)).receipts_on).toBe('slip')
  await page.goto(`/invoices/${invoice.id}`)
  const roll = await pressed(page, '/payments/', receipt)
  expect(textOf(roll)).toContain(invoice.number)
  expect(sizeOf(roll).wide).toBeCloseTo(ROLL, 0)
  await context.close()
  expect(problems).toEqual([])
})

test.each([
  { name: 'desk', language: 'fr', words: fr },
  { name: 'dark', language: 'fr', theme: 'dark', words: fr },
  { name: 'arabic', language: 'ar', words: ar },
  { name: 'phone', language: 'fr', viewport: PHONE, words: fr },
] as const)('a credit note is printed on the roll of the till, too: $name', async ({ name, words, ...look }) => {
  const { items } = await api.get<Rows<CreditNoteRow>>(`/credit-notes?site=${site}&limit=1`)
  const [note] = items
  if (!note) throw new Error('nothing was credited')
  const { page, context, problems } = await opened(`/invoices/${note.invoice.id}`, look)
  const button = page.getByRole('button', { name: words.credit.slipOf.replace('{{number}}', note.number) })
  await button.scrollIntoViewIfNeeded()
  await shot(page, `credit-note-slip-${name}`)
  expect(await findings(page)).toEqual([])
  const slip = await pressed(page, 'paper=slip', button)
  expect(textOf(slip)).toContain(note.number)
  expect(sizeOf(slip).wide).toBeCloseTo(ROLL, 0)
  await context.close()
  expect(problems).toEqual([])
})

test('the choice is well made on a phone in Arabic, with its example', async () => {
  const { page, context, problems } = await opened('/settings/site', { viewport: PHONE, language: 'ar' })
  const panel = page.getByRole('region', { name: ar.styles.title })
  await panel.scrollIntoViewIfNeeded()
  await visible(panel.getByText(ar.styles.paper.slip, { exact: true }))
  const before = await api.get<DocumentStyle>(`/document-styles/${site}`)
  await panel.getByText(ar.styles.paper.a4, { exact: true }).click()
  await shot(page, 'slip-settings-phone-ar')
  expect(await findings(page)).toEqual([])
  expect((await api.get<DocumentStyle>(`/document-styles/${site}`)).version).toBe(before.version)
  await context.close()
  expect(problems).toEqual([])
})
