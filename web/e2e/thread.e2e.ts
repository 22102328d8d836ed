import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Thread, UnreadThreads } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { PHOTO } from './hands'
import { type Meta, startMeta } from './meta'
import { atNoon, ready } from './ready'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let meta: Meta
let order: Id
let telephone: string

beforeAll(async () => {
  meta = await startMeta()
  garage = await startGarage({ settings: { ECAR_META_URL: meta.url, ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  await atNoon(api, site)
  await api.put(`/whatsapp-gateways/${site}`, {
    enabled: true,
    provider: 'meta',
    account: meta.phone,
    key: meta.token,
    signing_key: meta.secret,
    per_minute: 60,
    forms: [{ event: 'ready_for_pickup', language: 'fr', name: 'voiture_prete', places: ['text'] }],
  })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await meta?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const writes = (id: string, body: string) => {
  const written = { id, from: telephone.slice(1), text: { body } }
  return meta.tell(`${garage.url}/api/v1/public/messages/whatsapp/${site}`, { messages: [written] })
}
const thread = () => api.get<Thread>(`/threads/${order}`)

test('the demonstration has threads, and one customer waits for an answer', async () => {
  const { items } = await api.get<UnreadThreads>(`/threads/unread?site=${site}`)
  expect(items.map(({ unread }) => unread)).toEqual([1])
  const waiting = items[0]?.work_order_id
  const said = await api.get<Thread>(`/threads/${waiting}`)
  expect(said.items.map(({ kind }) => kind)).toEqual(['written', 'sent'])
  const { page, context, problems } = await opened('/board')
  const card = page.getByRole('listitem').filter({ has: page.locator(`a[href*="${waiting}"]`) })
  await visible(card.getByRole('img', { name: fr.thread.unread_one.replace('{{count}}', '1') }))
  await shot(page, 'thread-demo')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the customer writes, the board says so, the desk reads and answers', async () => {
  const done = await ready(api, site)
  order = done.order.id
  telephone = done.telephone
  await expect.poll(() => meta.taken.length).toBe(1)
  const { page, context, problems } = await opened('/board')
  expect(await writes('wamid.in.1', 'Merci ! Je peux passer à 17 h ?')).toBe(204)
  expect(await writes('wamid.in.1', 'Merci ! Je peux passer à 17 h ?')).toBe(204)
  const card = page.getByRole('listitem').filter({ has: page.locator(`a[href*="${order}"]`) })
  await visible(card.getByRole('img', { name: fr.thread.unread_one.replace('{{count}}', '1') }))
  await shot(page, 'thread-board')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /à lire/ }).click()
  await page.getByRole('dialog', { name: fr.news.title }).getByRole('link').filter({ hasText: '17 h' }).click()
  await page.waitForURL(`**/work-orders/${order}#thread`)
  const panel = page.getByRole('region', { name: fr.thread.title })
  await visible(panel.getByText('Merci ! Je peux passer à 17 h ?'))
  await expect.poll(async () => (await thread()).unread).toBe(0)
  const field = panel.getByLabel(fr.thread.write)
  await field.fill('Oui, nous fermons à 18 h.')
  await field.press('Control+Enter')
  await visible(panel.getByText('Oui, nous fermons à 18 h.'))
  await expect.poll(() => meta.taken.at(-1)?.text?.body).toContain('Oui, nous fermons à 18 h.')
  await visible(panel.locator('.bubble').last().getByText(fr.state.message.sent))
  expect(await field.inputValue()).toBe('')
  await shot(page, 'thread-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a colleague takes over with a line that the customer never sees', async () => {
  const before = meta.taken.length
  const { page, context, problems } = await opened(`/work-orders/${order}#thread`)
  const panel = page.getByRole('region', { name: fr.thread.title })
  await panel.getByRole('button', { name: fr.thread.handOver }).click()
  const dialog = page.getByRole('dialog', { name: fr.thread.handOver })
  await dialog.getByRole('button', { name: fr.thread.handOver }).click()
  await visible(dialog.getByText(fr.problem.field.required).first())
  await dialog.getByLabel(fr.thread.to).click()
  await page.locator('.ant-select-item-option').first().click()
  await dialog.getByLabel(fr.thread.line).fill('Elle attend un rappel avant midi')
  await shot(page, 'thread-hand-over')
  await dialog.getByRole('button', { name: fr.thread.handOver }).click()
  await visible(panel.getByText('Elle attend un rappel avant midi'))
  await visible(panel.getByText(fr.thread.advisor))
  expect(meta.taken.length).toBe(before)
  expect(problems).toEqual([])
  await context.close()
})

test('a photo that the customer sends is kept with the order, and goes back as a link', async () => {
  meta.pictures.set('1234', PHOTO)
  const image = { id: '1234', mime_type: 'image/png', caption: 'C’est ce voyant ?' }
  const one = { id: 'wamid.in.photo', from: telephone.slice(1), type: 'image', image }
  expect(await meta.tell(`${garage.url}/api/v1/public/messages/whatsapp/${site}`, { messages: [one] })).toBe(204)
  await expect.poll(async () => (await thread()).items[0]?.papers[0]?.state).toBe('kept')
  const { page, context, problems } = await opened(`/work-orders/${order}#thread`)
  const panel = page.getByRole('region', { name: fr.thread.title })
  await visible(panel.getByRole('img', { name: fr.thread.photo }))
  await panel.getByLabel(fr.thread.attach).click()
  await page.locator('.ant-select-item-option').first().click()
  await page.keyboard.press('Escape')
  await panel.getByLabel(fr.thread.write).fill('Oui, celui de la photo.')
  await shot(page, 'thread-photo')
  expect(await findings(page)).toEqual([])
  await panel.getByRole('button', { name: fr.thread.send, exact: true }).click()
  await expect.poll(() => meta.taken.at(-1)?.text?.body).toMatch(/Oui, celui de la photo\.\n.*\/public\/papers\//)
  const link = meta.taken.at(-1)?.text?.body.split('\n').at(-1) ?? ''
  const shown = await fetch(`${garage.url}${new URL(link).pathname}`)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(problems).toEqual([])
  await context.close()
})

test('a thread in Arabic on a dark telephone, and an empty one', async () => {
  expect(await writes('wamid.in.2', 'متى تجهز السيارة؟')).toBe(204)
  const look: Look = { language: 'ar', theme: 'dark', viewport: PHONE }
  const { page, context, problems } = await opened(`/work-orders/${order}#thread`, look)
  await visible(page.getByText('متى تجهز السيارة؟'))
  await shot(page, 'thread-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
  const orders = await api.get<{ items: { id: Id }[] }>(`/work-orders?site=${site}&state=estimate&limit=20`)
  const threads = await Promise.all(orders.items.map(({ id }) => api.get<Thread>(`/threads/${id}`)))
  const silent = orders.items.find((_, place) => threads[place]?.items.length === 0)
  const empty = await opened(`/work-orders/${silent?.id}#thread`, { theme: 'dark' })
  await visible(empty.page.getByText(fr.thread.noneText))
  await shot(empty.page, 'thread-empty-dark')
  expect(await findings(empty.page)).toEqual([])
  expect(empty.problems).toEqual([])
  await empty.context.close()
})
