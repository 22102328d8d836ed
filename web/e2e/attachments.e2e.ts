import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Id } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const panelOf = (page: Page, title = fr.attachments.title) => page.getByRole('region', { name: title })
const firstOf = async (path: string) =>
  (await api.get<{ items: { id: Id }[] }>(`${path}site=${site}&limit=1`)).items[0]?.id

/** A PDF that the program itself printed. */
async function paper(): Promise<Buffer> {
  const purchase = await firstOf('/work-orders?state=in_progress&')
  const login = await fetch(`${garage.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: OWNER, password: garage.password }),
  })
  const { access_token } = (await login.json()) as { access_token: string }
  const pdf = await fetch(`${garage.url}/api/v1/work-orders/${purchase}/pdf`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  expect(pdf.status).toBe(200)
  return Buffer.from(await pdf.arrayBuffer())
}

/** Drops files on the panel, as a hand does. */
async function drop(page: Page, files: { name: string; type: string; bytes: Buffer }[]) {
  const sent = files.map(({ name, type, bytes }) => ({ name, type, text: bytes.toString('base64') }))
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer()
    for (const { name, type, text } of given) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type }))
    }
    return transfer
  }, sent)
  await panelOf(page).locator('.ant-upload-drag .ant-upload-btn').dispatchEvent('drop', { dataTransfer: data })
}

test('a signed paper is dropped on an order, named, taken away, put back, and read', async () => {
  const order = await firstOf('/work-orders?state=in_progress&')
  const pdf = await paper()
  const { page, context, problems } = await opened(`/work-orders/${order}`, { viewport: DESK })
  const panel = panelOf(page)
  await panel.scrollIntoViewIfNeeded()
  await visible(panel.getByText(fr.attachments.drop))
  await drop(page, [
    { name: 'bon signé.pdf', type: 'application/pdf', bytes: pdf },
    { name: 'page.html', type: 'text/html', bytes: Buffer.from('<html>') },
    { name: 'faux.pdf', type: 'application/pdf', bytes: Buffer.from('MZ nothing') },
  ])
  await visible(panel.getByText(fr.attachments.fault.type))
  await panel.getByLabel('Note sur bon signé.pdf').fill('Signé par Omar')
  await panel.getByRole('button', { name: fr.attachments.attach }).scrollIntoViewIfNeeded()
  await shot(page, 'attachments-chosen')
  await panel.getByRole('button', { name: fr.attachments.attach }).click()
  await visible(panel.getByText('Signé par Omar', { exact: true }))
  // The forged one is refused by what it holds, beside it.
  await visible(panel.getByRole('alert').filter({ hasText: fr.problem.field['unknown-type'] }))
  await panel.getByRole('button', { name: 'Oublier faux.pdf' }).click()
  await panel.getByRole('button', { name: 'Oublier page.html' }).click()
  // A refusal is an error for the browser's console, and this one was meant.
  problems.splice(0, problems.length)
  await shot(page, 'attachments-order')
  expect(await findings(page)).toEqual([])

  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Ouvrir bon signé' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('bon signé.pdf')
  expect(readFileSync(await file.path()).equals(pdf)).toBe(true)
  expect(execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString()).toContain('Ordre de réparation')

  await panel.getByRole('button', { name: `${fr.common.remove} : bon signé` }).click()
  await expect.poll(() => panel.getByText('Signé par Omar').count()).toBe(0)
  await page.getByRole('button', { name: fr.common.undo, exact: true }).click()
  await visible(panel.getByText('Signé par Omar', { exact: true }))
  expect(problems).toEqual([])
  await context.close()
})

test('of an issued invoice a paper is withdrawn with a reason, and its orders’ papers stand below', async () => {
  const invoice = await firstOf('/invoices?state=issued&')
  const { work_order } = await api.get<{ work_order: { id: Id } }>(`/invoices/${invoice}`)
  const pdf = await paper()
  const desk = await opened(`/work-orders/${work_order.id}`, { viewport: DESK })
  await drop(desk.page, [{ name: 'assureur.pdf', type: 'application/pdf', bytes: pdf }])
  await panelOf(desk.page).getByRole('button', { name: fr.attachments.attach }).click()
  await visible(panelOf(desk.page).getByText('assureur', { exact: true }))
  await desk.context.close()

  const { page, context, problems } = await opened(`/invoices/${invoice}`, { viewport: PHONE })
  const panel = panelOf(page)
  await visible(panel.getByText('assureur', { exact: true }))
  await panel.locator('input[type=file]').setInputFiles([
    { name: 'virement.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: 'autre.pdf', mimeType: 'application/pdf', buffer: pdf },
  ])
  await panel.getByRole('button', { name: fr.attachments.attach }).click()
  await visible(panel.getByText('autre', { exact: true }))
  await panel.getByRole('button', { name: `${fr.attachments.withdraw} : autre` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('D’un autre dossier')
  await dialog.getByRole('button', { name: fr.attachments.withdraw, exact: true }).click()
  await visible(panel.getByText('D’un autre dossier'))
  expect(await panel.locator('del').allInnerTexts()).toEqual(['autre'])
  await panel.scrollIntoViewIfNeeded()
  await shot(page, 'attachments-invoice-phone')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()

  const arabic = await opened(`/invoices/${invoice}`, { viewport: DESK, language: 'ar' })
  await visible(panelOf(arabic.page, 'المرفقات').getByText('D’un autre dossier'))
  await panelOf(arabic.page, 'المرفقات').getByText('assureur', { exact: true }).scrollIntoViewIfNeeded()
  await shot(arabic.page, 'attachments-invoice-ar')
  expect(await findings(arabic.page)).toEqual([])
  expect(arabic.problems).toEqual([])
  await arabic.context.close()
})
