import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsIn, launch, openContext, settled, signedIn, visible, watch } from './browser'
import { ADVISOR, apiOf, type Garage, OWNER, siteOf, startGarage, stockPart } from './garage'

const PARTS: [string, string, number, 'litre'?][] = [
  ['T-FILTER', 'Filtre à huile essai', 22_550],
  ['T-OIL', 'Huile moteur essai', 18_000, 'litre'],
  ['T-PADS', 'Plaquettes avant essai', 118_750],
  ['T-DISC', 'Disque avant essai', 96_400],
  ['T-FLUID', 'Liquide de frein essai', 14_300],
]
const PLATE = '215 TU 4821'
const TOTALS = {
  'Net HT': '553,100 DT',
  'TVA 19 %': '105,089 DT',
  'Total TTC': '658,189 DT',
  'Timbre fiscal': '1,000 DT',
  'Net à payer': '659,189 DT',
}

let garage: Garage
let browser: Browser
let site: string

beforeAll(async () => {
  garage = await startGarage()
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  for (const [sku, name, price, unit] of PARTS) await stockPart(api, site, sku, name, price, unit)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

test('a visit from reception to the keys, by hand', async () => {
  const context = await openContext(browser, garage, { motion: true })
  const page = await context.newPage()
  const problems = watch(page)
  const owner = await boardOfOwner()
  const ownerProblems = watch(owner.page)
  const began = performance.now()

  await signInOnPage(page)
  await findByPlate(page)
  const order = await receive(page)
  await typeJobs(page)
  await expectFigures(page.getByRole('region', { name: 'Totaux' }).locator('dl'), TOTALS)

  await authorise(page)
  await chooseTechnician(page, 'Amine')
  await visible(cardIn(owner.page, 'Accepté', order))
  await owner.page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.getByRole('button', { name: 'Commencer', exact: true }).click()
  const pressed = performance.now()
  await visible(cardIn(owner.page, 'En cours', order))
  const seenAfter = performance.now() - pressed
  expect(await cardIn(owner.page, 'Accepté', order).count()).toBe(0)
  expect(await owner.page.evaluate(() => 'sameDocument' in window)).toBe(true)
  await state(page, 'En cours')

  await complete(page)
  await payInvoice(page)
  await handOver(page, order)
  const seconds = (performance.now() - began) / 1000
  console.info(`the whole visit: ${seconds.toFixed(1)} s; seen on the other board after ${seenAfter.toFixed(0)} ms`)

  // A handed-over order leaves the board, on the other screen too.
  await expect.poll(() => owner.page.locator(`a[href="/work-orders/${order}"]`).count(), { timeout: 10_000 }).toBe(0)
  expect(problems).toEqual([])
  expect(ownerProblems).toEqual([])
  await context.close()
  await owner.context.close()
})

async function boardOfOwner(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, garage, { site, motion: true })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto('/board')
  await settled(page)
  await visible(page.getByRole('status', { name: 'Mises à jour en direct' }))
  return { context, page }
}

const cardIn = (page: Page, column: string, order: string) =>
  page.getByRole('region', { name: column, exact: true }).locator(`a[href="/work-orders/${order}"]`)

const state = (page: Page, name: string) => visible(page.locator('.order-head').getByText(name, { exact: true }))

const expectFigures = (list: Locator, figures: Record<string, string>) =>
  expect.poll(() => factsIn(list), { timeout: 10_000 }).toMatchObject(figures)

const focused = (locator: Locator) =>
  expect.poll(() => locator.evaluate((element) => element === document.activeElement), { timeout: 10_000 }).toBe(true)

async function signInOnPage(page: Page) {
  await page.goto('/')
  await page.getByLabel('Adresse e-mail').fill(ADVISOR)
  await page.getByLabel('Mot de passe').fill(garage.password)
  await page.keyboard.press('Enter')
  await visible(page.getByRole('heading', { name: 'Tableau d’atelier' }))
}

async function findByPlate(page: Page) {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await focused(palette.getByRole('combobox'))
  await page.keyboard.type('4821')
  const hit = palette.getByRole('group', { name: 'Véhicules' }).getByRole('option', { name: PLATE })
  await visible(hit)
  expect(await hit.textContent()).toContain('Peugeot')
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
}

/** Answers the id of the order that was opened. */
async function receive(page: Page): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Réception' }).first().click()
  await visible(page.getByRole('heading', { name: 'Réception du véhicule' }))
  await focused(page.getByRole('combobox', { name: 'Qui arrive ?' }))
  await page.keyboard.type('4821')
  await visible(page.getByRole('option', { name: PLATE }))
  await page.keyboard.press('Enter')
  const concern = page.getByLabel('Que demande le client ?')
  await focused(concern)
  await page.keyboard.type('Vidange, et les freins avant font du bruit')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/)
  await visible(page.getByRole('heading', { name: /^LAC-\d{4}-\d{5}$/ }))
  return new URL(page.url()).pathname.split('/').at(-1) as string
}

async function typeJobs(page: Page) {
  await addJob(page, 'Vidange', [['0,8h'], ['T-FILTER'], ['T-OIL', '4,5']])
  await addJob(page, 'Freins avant', [['1,5h'], ['T-PADS', '1'], ['T-DISC', '2']])
}

/** Code or words, Enter, quantity, Enter: the hands stay on the keyboard. */
async function addJob(page: Page, title: string, lines: [string, string?][]) {
  await page.getByRole('textbox', { name: 'Ajouter un travail' }).fill(title)
  await page.keyboard.press('Enter')
  const job = page.getByRole('region', { name: title, exact: true })
  const words = job.getByRole('combobox', { name: 'Ajouter une ligne' })
  await words.focus()
  for (const [at, [text, quantity]] of lines.entries()) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await focused(job.locator('tr.entry').getByRole('textbox', { name: 'Quantité' }))
    if (quantity) await page.keyboard.type(quantity)
    await page.keyboard.press('Enter')
    await focused(words)
    await expect.poll(() => job.locator('tbody tr:not(.entry)').count(), { timeout: 10_000 }).toBe(at + 1)
  }
}

async function authorise(page: Page) {
  await page.getByRole('button', { name: 'Enregistrer l’accord' }).click()
  const dialog = page.getByRole('dialog', { name: 'Accord du client' })
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2)
  await dialog.getByRole('button', { name: 'Accepter' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await state(page, 'Accepté')
  for (const title of ['Vidange', 'Freins avant'])
    await visible(page.getByRole('region', { name: title, exact: true }).getByText('Accepté', { exact: true }))
}

async function chooseTechnician(page: Page, name: string) {
  const box = page.getByRole('combobox', { name: 'Technicien' })
  await page.locator('.ant-select').filter({ has: box }).click()
  await page.locator('.ant-select-item-option').getByText(name, { exact: true }).click()
  await visible(page.locator('.order-fields').getByTitle(name, { exact: true }))
}

async function complete(page: Page) {
  await page.getByRole('button', { name: 'Terminer', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Terminer les travaux' })
  await dialog.getByLabel('Kilométrage de sortie').fill('999000')
  await dialog.getByRole('button', { name: 'Terminer', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await state(page, 'Prêt')
}

async function payInvoice(page: Page) {
  await page.getByRole('link', { name: 'Facture brouillon' }).click()
  await visible(page.getByRole('heading', { name: 'Facture brouillon' }))
  await page.getByRole('button', { name: 'Émettre la facture' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Émettre la facture' }).click()
  await visible(page.getByRole('heading', { name: /^F-LAC-/ }))
  await expectFigures(page.locator('.invoice-totals dl'), TOTALS)

  await pay(page, 'Carte', '459,189')
  const head = page.locator('.page-header')
  await visible(head.getByText('Partiellement payée'))
  await visible(page.locator('.due-head').getByText('200,000'))
  await pay(page, 'Espèces', '200,000')
  await visible(head.getByText('Payée', { exact: true }))
  await visible(page.getByText('Payée en totalité'))
}

async function pay(page: Page, tender: string, amount: string) {
  await page.getByRole('radiogroup', { name: 'Mode de règlement' }).getByText(tender, { exact: true }).click()
  await page.getByLabel('Montant').fill(amount)
  await page.getByRole('button', { name: new RegExp(`^Encaisser ${amount}`) }).click()
  await visible(page.locator('.payments li').filter({ hasText: tender }).getByText(amount))
}

async function handOver(page: Page, order: string) {
  await page.locator(`main a[href="/work-orders/${order}"]`).click()
  await page.getByRole('button', { name: 'Remettre au client' }).click()
  await state(page, 'Clôturé')
}
