import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { WorkOrderRow } from '../src/api/types'
import { type Look, openContext, refuseToken, settled, signedIn, visible } from './browser'
import { OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function someOrder(): Promise<WorkOrderRow> {
  const { items } = await api.get<{ items: WorkOrderRow[] }>(`/work-orders/board?site=${site}`)
  const order = items.find(({ state }) => state === 'in_progress')
  if (!order) throw new Error('The demo has no order in progress')
  return order
}

/** Is all of it inside the window? */
const inWindow = (locator: Locator) =>
  locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight
  })

test.each([false, true])('lists and menus open where they belong, with motion: %s', async (motion) => {
  const page = await openPage(`/work-orders/${(await someOrder()).id}`, { motion })
  const box = page.getByRole('combobox', { name: 'Technicien' })
  await page.locator('.ant-select').filter({ has: box }).click()
  const options = page.locator('.ant-select-dropdown')
  await visible(options)
  await expect.poll(() => inWindow(options), { timeout: 5_000 }).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await expect.poll(() => inWindow(page.locator('.ant-dropdown')), { timeout: 5_000 }).toBe(true)
  await page.context().close()
})

test('on an Arabic page a long French name is cut at its end, an Arabic one at its own', async () => {
  const french = 'Société Tunisienne de Transport et de Logistique du Grand Tunis et du Cap Bon'
  const arabic = 'الشركة التونسية للنقل والخدمات اللوجستية بتونس الكبرى والوطن القبلي وما جاورها من المدن'
  for (const name of [french, arabic]) await api.post('/customers', { kind: 'business', name })
  const page = await openPage('/customers?sort=-created_at', { language: 'ar' })
  for (const name of [french, arabic]) {
    const words = page.getByTitle(name, { exact: true })
    await visible(words)
    expect(await shownLetters(words)).toEqual({ first: true, last: false })
  }
  await page.context().close()
})

/** Which ends of the words are inside their box. */
const shownLetters = (words: Locator) =>
  words.evaluate((box) => {
    const text = box.firstChild as Text
    const shown = (at: number) => {
      const range = document.createRange()
      range.setStart(text, at)
      range.setEnd(text, at + 1)
      const letter = range.getBoundingClientRect()
      const { left, right } = box.getBoundingClientRect()
      return letter.left >= left - 1 && letter.right <= right + 1
    }
    return { first: shown(0), last: shown(text.length - 1) }
  })

test('a session that ends under a form is renewed over it: nothing typed is lost', async () => {
  const page = await openPage('/customers?new=1')
  const name = page.getByRole('dialog').getByLabel('Nom', { exact: true })
  await name.fill('Cliente de la fin de session')
  await endSession(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()

  const again = page.getByRole('dialog', { name: 'Votre session a expiré' })
  await visible(again)
  expect(await again.getByLabel('Adresse e-mail').inputValue()).toBe(OWNER)
  expect(await name.inputValue()).toBe('Cliente de la fin de session')
  await again.getByLabel('Mot de passe').fill(garage.password)
  await page.keyboard.press('Enter')

  await again.waitFor({ state: 'hidden' })
  await visible(page.getByRole('heading', { name: 'Cliente de la fin de session' }))
  const { items } = await api.get<{ items: unknown[] }>('/customers?q=Cliente de la fin de session')
  expect(items).toHaveLength(1)
  await page.context().close()
})

/** The page's token is refused from now on, and its cookie is gone. */
async function endSession(page: Page) {
  await page.context().clearCookies()
  await refuseToken(page)
}
