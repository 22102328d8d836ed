import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DunningLetter, Id, InvoiceRow, Page as Rows } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

const letters = async (state: string) =>
  (await api.get<Rows<DunningLetter>>(`/dunning-letters?site=${site}&state=${state}&limit=100`)).items

beforeAll(async () => {
  garage = await startGarage(900)
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

const LOOKS: [string, string, Look][] = [
  ['a desk', 'dunning', { viewport: DESK }],
  ['a dark phone in Arabic', 'dunning-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the list of reminders is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/invoices?kind=dunning', look)
  await visible(page.locator('.bars').first())
  await visible(page.getByRole('button', { name: /^PDF/ }).first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the accountant goes through what is proposed: skip, pause, send, each with a way back', async () => {
  const [first, second] = await letters('proposed')
  if (!first || !second) throw new Error('the demonstration proposes fewer than two letters')
  const { page, context, problems } = await opened('/invoices?kind=dunning')
  await page.getByRole('button', { name: `Passer ${first.customer.name}`, exact: true }).click()
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await expect.poll(async () => (await letters('skipped')).length).toBe(0)

  await page.getByRole('button', { name: `Suspendre ${first.customer.name}`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Suspendre', exact: true }).click()
  await visible(dialog.locator('.ant-form-item-explain-error').first())
  await dialog.getByLabel('Motif').fill('A promis de payer lundi')
  await shot(page, 'dunning-pause')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Suspendre', exact: true }).click()
  await expect
    .poll(async () => (await letters('proposed')).some(({ customer }) => customer.id === first.customer.id))
    .toBe(false)
  await page.getByRole('button', { name: 'En pause' }).click()
  await visible(page.getByText('A promis de payer lundi'))
  await page.getByRole('button', { name: `Relancer à nouveau ${first.customer.name}`, exact: true }).click()
  await visible(page.getByText('Personne n’est suspendu'))

  await page.goto('/invoices?kind=dunning')
  await page.getByRole('button', { name: `Envoyer ${second.customer.name}`, exact: true }).click()
  await expect.poll(async () => (await letters('sent')).map(({ id }) => id)).toContain(second.id)
  await page.getByRole('button', { name: 'Tout envoyer' }).click()
  await visible(page.getByText('Personne à relancer').first())
  expect(await letters('proposed')).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('an invoice shows its letters, and is disputed', async () => {
  const sent = await letters('sent')
  const { items } = await api.get<Rows<InvoiceRow>>(`/invoices?site=${site}&overdue=true&limit=100`)
  const named = new Set(sent.flatMap(({ invoices }) => invoices.map(({ invoice_id }) => invoice_id)))
  const late = items.find(({ id }) => named.has(id))
  if (!late) throw new Error('no late invoice has a letter')
  const { page, context, problems } = await opened(`/invoices/${late.id}`)
  const panel = page.getByRole('region', { name: 'Relances' })
  await visible(panel)
  await panel.getByRole('button', { name: 'Contestée' }).click()
  await page.getByRole('dialog').getByLabel('Motif').fill('Le bruit est revenu')
  await page.getByRole('dialog').getByRole('button', { name: 'Ne pas relancer' }).click()
  await visible(panel.getByText('Le bruit est revenu'))
  await panel.scrollIntoViewIfNeeded()
  await shot(page, 'dunning-invoice')
  expect(await findings(page)).toEqual([])
  const printed = page.waitForEvent('popup')
  await panel
    .getByRole('button', { name: /^Ouvrir la lettre/ })
    .first()
    .click()
  await printed
  expect(problems).toEqual([])
  await context.close()
})

test('a site chooses its steps', async () => {
  const { page, context, problems } = await opened(`/sites/${site}`)
  await page.getByRole('button', { name: 'Modifier Relances des impayés' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Jours de retard').nth(1).fill('5')
  await drawer.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(drawer.getByText('Plus tard que l’étape précédente'))
  await drawer.getByLabel('Jours de retard').nth(1).fill('20')
  await drawer.getByText('Vos propres mots').first().click()
  await drawer.getByLabel('Français').first().fill('Un petit oubli, sans doute.')
  await shot(page, 'dunning-settings')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Enregistrer' }).click()
  await expect
    .poll(async () => (await api.get<{ steps: { days: number }[] }>(`/dunning/${site}`)).steps.map(({ days }) => days))
    .toEqual([7, 20, 30])
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})
