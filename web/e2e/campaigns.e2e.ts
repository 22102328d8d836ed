import { randomInt } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  Campaign,
  CampaignFigures,
  CampaignRun,
  Customer,
  DeferredJob,
  Id,
  Inspection,
  Message,
  Page as Rows,
  Vehicle,
  WorkOrder,
} from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { PHOTO } from './hands'
import { atNoon } from './ready'
import { startTexts, type Texts } from './texts'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let gateway: Texts

beforeAll(async () => {
  gateway = await startTexts()
  garage = await startGarage({ workOrders: 600, settings: { ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  await atNoon(api, site)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await gateway?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const words = fr.campaigns

const LOOKS: [string, string, Look][] = [
  ['a desk', 'campaigns', { viewport: DESK }],
  ['a dark desk', 'campaigns-dark', { viewport: DESK, theme: 'dark' }],
  ['a desk in Arabic', 'campaigns-ar', { viewport: DESK, language: 'ar' }],
  ['a dark phone in Arabic', 'campaigns-phone-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }],
  ['a phone', 'campaigns-phone', { viewport: PHONE }],
]

test.each(LOOKS)('what a campaign brought is well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened('/messages?view=campaigns', look)
  await visible(page.locator('.campaigns .campaign').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page.locator('.campaigns .campaign').filter({ hasText: 'Freins' }).click()
  await visible(page.locator('.campaign-group').nth(1))
  await shot(page, `${name}-result`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a site without campaigns begins with an example, is told what is wrong beside the field, and sends it', async () => {
  const other = (await siteOf(api, 'SFX')).id
  const { page, context, problems } = await openAt(browser, garage, '/messages?view=campaigns', { site: other })
  await visible(page.getByText(words.empty))
  await shot(page, 'campaigns-empty')
  expect(await findings(page)).toEqual([])
  await page.locator('.campaign-examples .campaign').filter({ hasText: words.example.lapsed }).click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.locator('.campaign-preview article'))
  await shot(page, 'campaign-editor')
  expect(await findings(page)).toEqual([])
  const short = drawer.getByLabel(words.short).first()
  await short.fill('{garage} : {nonsense}')
  await drawer.getByRole('button', { name: fr.common.save }).click()
  await visible(drawer.locator('.ant-form-item-explain-error').first())
  await short.fill('{garage} : votre {vehicle} vous attend. {book}')
  await visible(drawer.locator('.campaign-preview article').getByText('STOP pour ne plus en recevoir'))
  await drawer.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(words.saved))
  const deeds = page.getByRole('dialog')
  await deeds.getByRole('button', { name: words.try }).click()
  await visible(page.getByText(words.tried))
  await shot(page, 'campaign-tried')
  await deeds.getByRole('button', { name: words.start }).click()
  await visible(page.getByText(words.started))
  await visible(deeds.getByRole('region', { name: words.outlook }))
  await deeds.getByRole('button', { name: words.run }).click()
  await visible(deeds.getByRole('region', { name: words.lastRun }))
  await shot(page, 'campaign-run')
  const { items } = await api.get<Rows<Campaign>>(`/campaigns?site=${other}`)
  expect(items.map(({ state }) => state)).toEqual(['running'])
  // Browsers write down the refusals that were meant.
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})

/** The garage sends text messages through the gateway of these tests. */
async function withTexts() {
  await api.put(`/sms-gateways/${site}`, {
    enabled: true,
    provider: 'address',
    sender: 'GARAGE LAC',
    key: 'garage-key',
    per_minute: 60,
    request: { method: 'get', address: gateway.url, taken: '"ok"' },
  })
}

/** A filter that Leïla declined, as her inspection found it, with a photo. */
async function declined() {
  const phone = `+1202555${randomInt(1000, 10_000)}`
  const customer = await api.post<Customer>('/customers', {
    kind: 'person',
    name: 'Leïla Ben Salah',
    phone,
    language: 'fr',
  })
  await api.post(`/customers/${customer.id}/consents`, {
    channel: 'sms',
    purpose: 'marketing',
    granted: true,
    source: 'in_person',
  })
  const plate = `${randomInt(100, 300)} TU ${randomInt(1000, 9999)}`
  const vehicle = await api.post<Vehicle>('/vehicles', { owner_id: customer.id, plate, make: 'Peugeot', model: '208' })
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Révision',
    jobs: [],
  })
  const { items: templates } = await api.get<Rows<{ id: Id }>>(`/inspection-templates?site=${site}`)
  const begun = await api.post<Inspection>(`/work-orders/${order.id}/inspections`, { template_id: templates[0]?.id })
  const finding = begun.items.find(({ names }) => /filtre/i.test(names.fr)) ?? begun.items[0]
  if (!finding) throw new Error('The inspection has no item')
  await photograph(begun.id, finding.id)
  await api.put(`/inspections/${begun.id}/items/${finding.id}`, { verdict: 'soon', note: 'Encrassé' })
  await api.post(`/inspections/${begun.id}/jobs`, { item_ids: [finding.id] })
  const { jobs } = await api.get<WorkOrder>(`/work-orders/${order.id}`)
  if (jobs[0]?.lines.length === 0)
    await api.post(`/work-orders/${order.id}/jobs/${jobs[0].id}/lines`, { kind: 'labour', quantity: 500 })
  await api.post(`/work-orders/${order.id}/cancel`, { reason: 'Plus tard' })
  const { items } = await api.get<Rows<DeferredJob>>(`/deferred-jobs?vehicle=${vehicle.id}&state=open`)
  if (!items[0]) throw new Error('Nothing was put off')
  return { phone, plate, job: items[0] }
}

async function photograph(inspection: Id, item: Id) {
  const session = await fetch(`${garage.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: OWNER, password: garage.password }),
  })
  const { access_token } = (await session.json()) as { access_token: string }
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(PHOTO)], { type: 'image/png' }), 'filtre.png')
  const answer = await fetch(`${garage.url}/api/v1/inspections/${inspection}/items/${item}/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'idempotency-key': `${randomInt(1_000_000_000)}` },
    body: form,
  })
  if (!answer.ok) throw new Error(await answer.text())
}

// PRODUCT.md 3.5, step 13.
test('the declined filter is offered at today’s price with the old photo, and leads to a time', async () => {
  await withTexts()
  const settings = await opened('/settings/site')
  await settings.page.getByRole('switch', { name: fr.booking.online }).click()
  await settings.page.getByRole('button', { name: fr.booking.save }).click()
  await visible(settings.page.getByRole('textbox', { name: fr.booking.address }))
  await settings.context.close()
  const { phone, plate, job } = await declined()
  // Labour is dearer by now.
  const rate = await api.get<{ labour_rate: number }>(`/sites/${site}`)
  await api.patch(`/sites/${site}`, { labour_rate: rate.labour_rate * 2 })
  const made = await api.post<Campaign>('/campaigns', {
    site_id: site,
    campaign: {
      name: 'Ce qui reste à faire',
      segment: { kind: 'deferred', min_days: 0, max_days: 1 },
      texts: [{ language: 'fr', short: '{garage} : {jobs}, {plate} {book}' }],
      channels: ['sms'],
      holdout: 0,
      by_hand: true,
    },
  })
  await api.post(`/campaigns/${made.id}/start`, {})
  // What was put off and what she agreed to arrive as events.
  const reached = async () => (await api.get<CampaignFigures>(`/campaigns/${made.id}/outlook`)).queued
  await expect.poll(reached).toBe(1)
  const run = await api.post<CampaignRun>(`/campaigns/${made.id}/runs`, {})
  expect(run.figures).toMatchObject({ queued: 1 })
  const mine = () =>
    gateway.taken.find(({ to }) => to === phone || to === phone.slice(1) || to.includes(phone.slice(-7)))?.text
  await expect
    .poll(
      async () => mine() ?? JSON.stringify((await api.get<Rows<Message>>('/messages?event=promotion&limit=3')).items),
      { timeout: 60_000 },
    )
    .toMatch(/\/o\/\S+\?r=/)
  expect(mine()).toMatch(/\/u\/\S+/)
  const path = /\/o\/\S+/.exec(mine() ?? '')?.[0] ?? ''
  for (const [language, name] of [
    ['fr', 'offer'],
    ['ar', 'offer-ar'],
  ] as const) {
    const context = await browser.newContext({
      baseURL: garage.url,
      viewport: PHONE,
      locale: language === 'fr' ? 'fr-TN' : 'ar-TN',
    })
    const page = await context.newPage()
    await page.goto(path)
    if (language === 'ar') await page.getByRole('button', { name: 'العربية' }).click()
    await visible(page.getByText(job.title))
    await visible(page.locator('.photos img').first())
    await shot(page, name)
    if (language === 'fr') {
      const shown = ((await page.locator('.offer-price strong').first().textContent()) ?? '').replace(/\D/g, '')
      expect(Number(shown)).toBeGreaterThan(job.gross)
      await page.locator('a.go').click()
      await page.waitForURL(/\/book\/.*\?r=/)
      await visible(page.getByRole('checkbox').first())
    }
    await context.close()
  }
  const stop = /\/u\/\S+/.exec(mine() ?? '')?.[0] ?? ''
  const context = await browser.newContext({ baseURL: garage.url, viewport: PHONE, locale: 'fr-TN' })
  const page = await context.newPage()
  await page.goto(stop)
  await visible(page.getByRole('heading', { name: 'Ne plus recevoir d’offres' }))
  await shot(page, 'no-more-offers')
  await page.locator('button.go').click()
  await visible(page.getByText(/C’est fait/))
  await context.close()
  const { items } = await api.get<Rows<Message>>('/messages?event=promotion&limit=5')
  expect(
    items.some(({ body }) => body.includes(path)),
    'the log keeps no secret',
  ).toBe(false)
  expect(plate).toBeTruthy()
})
