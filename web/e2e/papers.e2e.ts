import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Id } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const firstOf = async (path: string) =>
  (await api.get<{ items: { id: Id }[] }>(`${path}site=${site}&limit=1`)).items[0]?.id

/** What is written in the PDF that a press of the button fetched. */
async function printed(page: Page, path: string, press: () => Promise<void>): Promise<string> {
  let pdf: Buffer | undefined
  const matches = (url: URL) => url.href.includes(path)
  await page.route(matches, async (route) => {
    const response = await route.fetch()
    expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf'])
    pdf = await response.body()
    await route.fulfill({ response })
  })
  await press()
  await expect.poll(() => pdf !== undefined).toBe(true)
  await page.unroute(matches)
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString()
}

test('a work order is printed with prices or without, and a purchase order for its supplier', async () => {
  const order = await firstOf('/work-orders?')
  const { page, context, problems } = await opened(`/work-orders/${order}`, { viewport: DESK })
  const plain = page.getByRole('button', { name: fr.workshop.paperPlain })
  await visible(plain)
  const sheet = await printed(page, '/pdf', () => plain.click())
  expect(sheet).toContain('Ordre de réparation')
  expect(sheet).not.toContain('Montant HT')
  const priced = page.getByRole('button', { name: fr.workshop.paperPriced })
  expect(await printed(page, '/pdf?prices=true', () => priced.click())).toContain('Montant HT')
  await shot(page, 'papers-order')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()

  const purchase = await firstOf('/purchase-orders?')
  const bought = await opened(`/purchase-orders/${purchase}`, { viewport: DESK })
  const button = bought.page.getByRole('button', { name: 'PDF' })
  await visible(button)
  expect(await printed(bought.page, '/pdf', () => button.click())).toContain('Bon de commande')
  await shot(bought.page, 'papers-purchase')
  expect(await findings(bought.page)).toEqual([])
  await bought.context.close()
})

test('the settings show an example of each, also in Arabic on a phone', async () => {
  const { page, context, problems } = await opened('/settings/site', { viewport: DESK })
  const panel = page.getByRole('region', { name: fr.styles.title })
  await panel.scrollIntoViewIfNeeded()
  for (const kind of ['estimate', 'work_order', 'purchase_order', 'history'] as const) {
    const words = {
      estimate: 'Devis',
      work_order: 'Ordre de réparation',
      purchase_order: 'Bon de commande',
      history: 'Carnet d’entretien',
    }
    const example = printed(page, `preview?kind=${kind}`, async () => {
      await panel.getByRole('combobox', { name: fr.styles.kindLabel }).click()
      await page.getByTitle(fr.styles.kind[kind], { exact: true }).last().click()
    })
    expect(await example).toContain(words[kind])
  }
  await shot(page, 'papers-settings')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()

  const order = await firstOf('/work-orders?')
  const phone = await opened(`/work-orders/${order}`, { viewport: PHONE, language: 'ar' })
  await visible(phone.page.getByRole('button', { name: 'دون أسعار' }))
  await shot(phone.page, 'papers-phone-ar')
  expect(await findings(phone.page)).toEqual([])
  await phone.context.close()
})
