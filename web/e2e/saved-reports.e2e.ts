import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Me, Page, SavedReport } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { type Mailbox, startMailbox } from './mailbox'

let garage: Garage
let mailbox: Mailbox
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  mailbox = await startMailbox()
  garage = await startGarage({ workOrders: 20, settings: { ECAR_SMTP_URL: mailbox.url } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await mailbox?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const reports = async () => (await api.get<Page<SavedReport>>('/reports/saved')).items

test('the owner keeps what is on the screen, has it sent, and reads it from the mail', async () => {
  // Those of the demonstration.
  for (const { id } of await reports()) await api.del(`/reports/saved/${id}`)
  const { page, context, problems } = await opened('/dashboard?period=week')
  await page.getByRole('button', { name: 'Rapports enregistrés' }).click()
  await visible(page.getByText('Aucun rapport enregistré'))
  await shot(page, 'saved-empty')
  await page.getByRole('button', { name: 'Nouveau rapport' }).first().click()
  await page.getByLabel('Nom').fill('Ventes de la semaine')
  await visible(page.getByText('7 derniers jours'))
  await page.getByLabel('Par e-mail').click()
  await page.locator('.ant-select-item-option', { hasText: 'Chaque semaine' }).click()
  await visible(page.getByText('lundi', { exact: true }).first())
  await shot(page, 'saved-form')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const row = page.locator('tbody tr', { hasText: 'Ventes de la semaine' })
  await visible(row.getByText('Chaque lundi à 07:00'))
  const [kept] = await reports()
  expect(kept).toMatchObject({ shows: 'figures', period: 'last_7_days', format: 'xlsx', site_id: site })
  await row.getByRole('button', { name: 'Envoyer maintenant' }).click()
  await visible(row.getByText('Envoyé', { exact: true }))
  const mail = await mailbox.newest(OWNER)
  expect(mail.text).toContain('Ventes nettes')
  const link = new RegExp(`/dashboard\\?saved=${kept?.id}&on=\\d{4}-\\d{2}-\\d{2}`).exec(mail.text)?.[0]
  await page.goto(`${garage.url}${link}`)
  const asked = page.getByRole('region', { name: 'Ventes de la semaine' })
  const download = page.waitForEvent('download')
  await asked.getByRole('button', { name: 'Télécharger' }).click()
  expect((await download).suggestedFilename()).toMatch(/^Ventes de la semaine \d{4}-\d{2}-\d{2}\.xlsx$/)
  await shot(page, 'saved-asked')
  expect(problems).toEqual([])
  await context.close()
})

test('the documents behind a figure are kept from their drawer', async () => {
  const { page, context, problems } = await opened('/dashboard')
  await page.getByRole('button', { name: /^Ventes nettes/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer comme rapport' }).click()
  await page.getByLabel('Nom').fill('Factures du mois')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.locator('tbody tr', { hasText: 'Factures du mois' }))
  const kept = (await reports()).find(({ name }) => name === 'Factures du mois')
  expect(kept).toMatchObject({ shows: 'rows', kpi: 'net_sales', period: 'this_month' })
  expect(problems).toEqual([])
  await context.close()
})

test('what is removed is had back', async () => {
  const { page, context, problems } = await opened('/dashboard?saved=all')
  const row = page.locator('tbody tr', { hasText: 'Factures du mois' })
  await row.getByRole('button', { name: 'Retirer' }).click()
  await expect.poll(() => row.count()).toBe(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await visible(row)
  await row.getByRole('button', { name: 'Modifier' }).click()
  await page.getByLabel('Nom').fill('Factures')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await visible(page.locator('tbody tr').getByText('Factures', { exact: true }))
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'saved', { viewport: DESK }],
  ['a dark desk', 'saved-dark', { viewport: DESK, theme: 'dark' }],
  ['a phone', 'saved-phone', { viewport: PHONE }],
  ['a phone in Arabic', 'saved-phone-ar', { viewport: PHONE, language: 'ar' }],
  ['a dark desk in Arabic', 'saved-ar', { viewport: DESK, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('saved reports are well made on %s', async (_name, name, look) => {
  const me = await api.get<Me>('/me')
  if ((await reports()).length < 3) {
    const schedule = { every: 'month', on: 1, hour: 8, recipients: [me.id] }
    await api.post('/reports/saved', {
      ...{ name: 'Créances', shows: 'receivables', period: 'today', format: 'csv', shared: true, schedule },
    })
  }
  const { page, context, problems } = await opened('/dashboard?saved=all', look)
  await visible(page.getByRole('dialog').locator('tbody tr, .card-row').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page.getByRole('dialog').locator('.anticon-plus').click()
  await visible(page.locator('.drawer-foot'))
  await shot(page, `${name}-new`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
