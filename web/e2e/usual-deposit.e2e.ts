import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EstimateSettings, Id, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, settled, shot, visible } from './browser'
import { type Api, apiOf, approvedOrder, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let known: WorkOrder

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
  const product = await api.post<{ id: Id }>('/products', {
    sku: 'E2E-DEP',
    name: 'Boîte du test',
    price: 900_000,
    vat_rate: 1900,
  })
  known = await approvedOrder(api, site, {
    customer: { name: 'Hichem Acompte', phone: '+21698123989' },
    plate: '217 TU 4827',
    concern: 'Boîte de vitesses',
    title: 'Boîte',
    product: product.id,
    quantity: 1000,
  })
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, email: OWNER, ...look })

/** An estimate of 1,190.000 that nobody sent. */
const estimate = () =>
  api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: known.customer.id,
    vehicle_id: known.vehicle?.id,
    concern: 'Boîte de vitesses',
    jobs: [
      { title: 'Boîte', lines: [{ kind: 'labour', description: 'Boîte', quantity: 1000, unit_price: 1_000_000 }] },
    ],
  })

test('a site says what its estimates ask ahead, and sending one begins with it', async () => {
  const { context, page, problems } = await opened('/settings/site')
  const panel = page.getByRole('region', { name: 'Acomptes' })
  await panel.getByText('Une part', { exact: true }).click()
  await panel.getByLabel('À partir d’un total de', { exact: true }).fill('1000')
  await shot(page, 'deposit-settings')
  await panel.getByRole('button', { name: 'Enregistrer' }).click()
  await expect
    .poll(async () => (await api.get<EstimateSettings>(`/estimate-settings/${site}`)).deposit)
    .toEqual({ share: 3000, amount: null, from: 1_000_000 })
  const order = await estimate()
  await page.goto(`${garage.url}/work-orders/${order.id}`)
  await page.getByRole('region', { name: 'Devis' }).getByRole('button', { name: 'Envoyer' }).click()
  const dialog = page.getByRole('dialog')
  const share = dialog.getByRole('textbox', { name: 'De ce qui est accepté' })
  await expect.poll(() => share.inputValue()).toBe('30')
  await share.fill('40')
  await dialog.getByRole('button', { name: 'Créer un lien' }).click()
  await expect.poll(async () => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).deposit?.share).toBe(4000)
  expect(problems).toEqual([])
  await context.close()
})

test('a fee that is taken off stays off until it is asked for again', async () => {
  const fee = { name: 'Environnement', of_labour: 0, of_parts: 0, fixed: 3000, most: null, vat_rate: 700 }
  await api.post('/fees', { site_id: site, fee })
  const order = await estimate()
  const { context, page, problems } = await opened(`/work-orders/${order.id}`)
  const job = page.getByRole('region', { name: 'Boîte', exact: true })
  await job.getByRole('button', { name: 'Retirer Environnement' }).click()
  await visible(job.getByText('Frais retirés : Environnement'))
  await shot(page, 'fee-off')
  await job.getByRole('button', { name: 'Les redemander' }).click()
  await visible(job.getByRole('button', { name: 'Retirer Environnement' }))
  expect(await job.getByText('Frais retirés : Environnement').count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, Look][] = [
  ['a desk', { viewport: DESK }],
  ['a dark phone in Arabic', { viewport: PHONE, language: 'ar', theme: 'dark' }],
]

test.each(LOOKS)('the dialogue, the settings and a job without its fee are well made on %s', async (name, look) => {
  const order = await estimate()
  const { context, page, problems } = await opened(`/work-orders/${order.id}`, look)
  await page.getByRole('button', { name: /Environnement/ }).click()
  await visible(page.locator('.job-note', { hasText: 'Environnement' }))
  await settled(page)
  await shot(page, `fee-off-${name.replaceAll(' ', '-')}`)
  expect(await findings(page)).toEqual([])
  const send = look.language === 'ar' ? 'إرسال' : 'Envoyer'
  await page.getByRole('button', { name: send, exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  await settled(page)
  await shot(page, `deposit-send-${name.replaceAll(' ', '-')}`)
  expect(await findings(page)).toEqual([])
  await page.goto(`${garage.url}/settings/site`)
  await page
    .getByRole('button', { name: look.language === 'ar' ? 'حفظ' : 'Enregistrer' })
    .first()
    .waitFor()
  await settled(page)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
