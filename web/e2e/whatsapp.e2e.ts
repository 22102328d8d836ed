import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Consents, Id, Message } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { type Meta, startMeta } from './meta'
import { atNoon, finish, openOrder, owner, ready } from './ready'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let meta: Meta

beforeAll(async () => {
  meta = await startMeta()
  garage = await startGarage({ settings: { ECAR_META_URL: meta.url } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  await atNoon(api, site)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await meta?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const told = () => `${garage.url}/api/v1/public/messages/whatsapp/${site}`

test('an owner connects WhatsApp and names the texts that were approved', async () => {
  const { page, context, problems } = await opened('/settings/site')
  const panel = page.getByRole('region', { name: fr.whatsapp.settings, exact: true })
  await visible(panel.getByText(fr.whatsapp.off))
  await panel.getByRole('button', { name: /Régler|Choisir|Modifier/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.whatsapp.enabled).check()
  await dialog.getByLabel(fr.whatsapp.phoneId).fill(meta.phone)
  await dialog.getByLabel(fr.whatsapp.token).fill(meta.token)
  await dialog.getByRole('button', { name: fr.whatsapp.addForm }).click()
  await dialog.getByLabel(fr.whatsapp.formName).fill('voiture_prete')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(dialog.getByText(fr.problem.field.required).first())
  await dialog.getByLabel(fr.whatsapp.appSecret).fill(meta.secret)
  await shot(page, 'whatsapp-gateway')
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  await visible(panel.getByText(fr.whatsapp.provider.meta))
  await panel.getByRole('button', { name: fr.sms.try }).click()
  await dialog.getByLabel(fr.sms.to).fill('+216 98 123 456')
  await dialog.getByRole('button', { name: fr.sms.send }).click()
  await visible(dialog.getByText(fr.whatsapp.trial.taken))
  expect(meta.taken.at(-1)).toMatchObject({
    to: '21698123456',
    template: { name: 'voiture_prete', language: { code: 'fr' } },
  })
  await context.close()
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
})

test('a vehicle is ready, its owner reads it by WhatsApp and writes back, and the desk sees both', async () => {
  const { message, telephone, order } = await ready(api, site)
  await expect.poll(() => meta.taken.some((one) => one.biz_opaque_callback_data === message.id)).toBe(true)
  const reference = `wamid.${meta.taken.findIndex((one) => one.biz_opaque_callback_data === message.id) + 1}`
  const status = { id: reference, status: 'read', biz_opaque_callback_data: message.id }
  await expect.poll(() => meta.tell(told(), { statuses: [status] })).toBe(204)
  await expect.poll(async () => (await api.get<Message>(`/messages/${message.id}`)).state).toBe('delivered')
  const { page, context, problems } = await opened(`/messages?open=${message.id}`)
  await visible(page.getByRole('region', { name: fr.sms.tries }).getByText(fr.sms.outcome.delivered))
  await shot(page, 'whatsapp-message')
  const written = { id: 'wamid.in', from: telephone.slice(1), text: { body: 'Merci, je passe à 17 h.' } }
  expect(await meta.tell(told(), { messages: [written] })).toBe(204)
  await page.goto(`${garage.url}/work-orders`)
  await page.getByRole('button', { name: /à lire/ }).click()
  const news = page.getByRole('dialog', { name: fr.news.title })
  const row = news.getByRole('link').filter({ hasText: 'Merci, je passe à 17 h.' })
  await visible(row.getByText(fr.news.kind.written))
  await shot(page, 'news')
  expect(await findings(page)).toEqual([])
  await row.click()
  await page.waitForURL(`**/work-orders/${order.id}*`)
  await visible(page.getByRole('button', { name: fr.news.title, exact: true }))
  expect(problems).toEqual([])
  await context.close()
})

test('news in Arabic on a dark telephone', async () => {
  const look: Look = { language: 'ar', theme: 'dark', viewport: PHONE }
  const written = { id: 'wamid.in.2', from: '21698123456', text: { body: 'متى تجهز السيارة؟' } }
  expect(await meta.tell(told(), { messages: [written] })).toBe(204)
  const { page, context, problems } = await opened('/work-orders', look)
  await page.getByRole('button', { name: /خبر/ }).click()
  await visible(page.getByText('متى تجهز السيارة؟'))
  await shot(page, 'news-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

/** Offers to who agreed to them by WhatsApp, sent now; how many go out. */
async function offer(words: string): Promise<number> {
  const campaign = {
    name: words,
    segment: { kind: 'all' },
    texts: [{ language: 'fr', subject: words, body: `{garage} : ${words}`, short: `{garage} : ${words}` }],
    channels: ['whatsapp'],
    holdout: 0,
    by_hand: true,
  }
  const { id } = await api.post<{ id: Id }>('/campaigns', { site_id: site, campaign })
  await api.post(`/campaigns/${id}/start`, {})
  const run = await api.post<{ figures: { queued: number } }>(`/campaigns/${id}/runs`, {})
  return run.figures.queued
}

// PRODUCT.md 3.5, step 12.
test('who answers STOP to an offer hears no more of them, and still that the car is ready', async () => {
  await api.put(`/campaign-settings/${site}`, { hour: 9, cap: 5, cap_days: 30 })
  const leila = await owner(api)
  const to = leila.telephone.slice(1)
  const consents = `/customers/${leila.customer.id}/consents`
  await api.post(consents, { channel: 'whatsapp', purpose: 'marketing', granted: true, source: 'in_person' })
  await meta.tell(told(), { messages: [{ id: 'wamid.hello', from: to, text: { body: 'Bonjour' } }] })
  const heard = (words: string) => meta.taken.some((one) => one.to === to && one.text?.body.includes(words))
  expect(await offer('pneus d’hiver')).toBe(1)
  await expect.poll(() => heard('pneus d’hiver'), { timeout: 20_000 }).toBe(true)
  await meta.tell(told(), { messages: [{ id: 'wamid.stop', from: to, text: { body: 'STOP' } }] })
  const stopped = async () => {
    const { items } = await api.get<Consents>(consents)
    return items.find(({ channel, purpose }) => channel === 'whatsapp' && purpose === 'marketing')?.granted
  }
  await expect.poll(stopped, { timeout: 20_000 }).toBe(false)
  expect(await offer('climatisation')).toBe(0)
  await finish(api, site, await openOrder(api, site, leila))
  await expect.poll(() => heard('les travaux sont terminés'), { timeout: 20_000 }).toBe(true)
  expect(heard('climatisation')).toBe(false)
})
