import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, Vehicle } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, launch, openAt, openContext, PHONE, settled, shot, visible, watch } from './browser'
import { apiOf, type Garage, OWNER, siteOf, startEmpty } from './garage'

const SHOTS = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
const CUSTOMERS = 'nom;telephone;e-mail\nLeïla Ben Salah;98 123 456;leila@example.com\nTransports Rapide;71 555 000;\n'
const PARTS = 'code;designation;prix;tva;stock\nFIL-01;Filtre à huile;22,550;19;12\n'

let garage: Garage
let browser: Browser
let context: BrowserContext
let page: Page
let problems: string[]

/** The first day as the handbook tells it (docs/handbook), in its order. */
beforeAll(async () => {
  garage = await startEmpty('Hela Ben Salah', 'Garage du Lac')
  browser = await launch()
  context = await openContext(browser, garage, { viewport: DESK })
  page = await context.newPage()
  problems = watch(page)
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function pictured(name: string) {
  await shot(page, `handbook-${name}`)
  if (process.env.ECAR_SCREENSHOTS !== '1') return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/handbook-${name}.png` })
}

const steps = () => page.getByRole('region', { name: fr.firstSteps.title })
const step = (name: string) => steps().getByRole('link', { name: new RegExp(name) })

async function begin(name: string) {
  await page.goto('/board')
  await settled(page)
  await step(name).click()
  await settled(page)
}

async function imported(name: string, text: string, lines: string) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: fr.imports.dryRun }).click()
  await visible(page.getByRole('heading', { name: fr.imports.run.dry.done }))
  if (name === 'clients.csv') await pictured('import-clients')
  await page.getByRole('button', { name: lines }).click()
  await visible(page.getByRole('heading', { name: fr.imports.run.real.done }))
}

test('the owner signs in and sees what to do first', async () => {
  await page.goto('/')
  await page.getByLabel('Adresse e-mail').fill(OWNER)
  await page.getByLabel('Mot de passe').fill(garage.password)
  await page.keyboard.press('Enter')
  await visible(steps())
  expect(await steps().getByRole('listitem').count()).toBe(6)
  expect(await steps().getByLabel(fr.firstSteps.done).count()).toBe(0)
  await pictured('first-steps')
  expect(await findings(page)).toEqual([])
})

test('the garage gets its identity', async () => {
  await begin(fr.firstSteps.identity)
  await page.getByLabel(fr.settings.address).fill('Rue du Lac Windermere, 1053 Tunis')
  await page.getByLabel(fr.customers.taxId).fill('1234567R/A/M/000')
  await pictured('identity')
  await page.getByRole('button', { name: fr.common.save, exact: true }).first().click()
  await visible(page.getByText(fr.settings.saved))
})

test('customers and parts come in from files', async () => {
  await begin(fr.firstSteps.customers)
  await imported('clients.csv', CUSTOMERS, 'Importer 2 lignes')
  await begin(fr.firstSteps.parts)
  await imported('pieces.csv', PARTS, 'Importer 1 ligne')
  await page.goto('/board')
  await expect.poll(() => steps().getByLabel(fr.firstSteps.done).count()).toBe(3)
})

test('the first car comes in, and the steps are gone', async () => {
  await begin(fr.firstSteps.visit)
  await pictured('reception')
  await page.keyboard.press('Control+k')
  await visible(page.getByRole('dialog'))
  await page.keyboard.type('leila')
  await visible(page.getByRole('option', { name: /Leïla Ben Salah/ }))
  await page.keyboard.press('Escape')
  const { page: phone } = await openAt(browser, garage, '/board', { viewport: PHONE, language: 'ar', theme: 'dark' })
  await visible(phone.locator('.first-steps'))
  await shot(phone, 'handbook-first-steps-ar-phone')
  expect(await findings(phone)).toEqual([])
  await phone.context().close()

  const api = await apiOf(garage, OWNER)
  const site_id = (await siteOf(api, 'G1')).id
  const [customer] = (await api.get<ListOf<Customer>>('/customers?q=leila')).items
  const car = { owner_id: customer?.id, plate: '215 TU 4821', make: 'Peugeot', model: '208' }
  const { id: vehicle_id } = await api.post<Vehicle>('/vehicles', car)
  await api.post('/work-orders', { site_id, customer_id: customer?.id, vehicle_id, concern: 'Vidange', jobs: [] })
  await page.goto('/board')
  await visible(page.getByText('215 TU 4821'))
  expect(await steps().count()).toBe(0)
  expect(problems).toEqual([])
})
