import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Message, MessageText, Page as Rows } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { atNoon, done } from './ready'
import { startTexts, type Texts } from './texts'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let gateway: Texts

const READY = '/message-texts/ready_for_pickup/sms/fr'

beforeAll(async () => {
  gateway = await startTexts()
  garage = await startGarage({ settings: { ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  await atNoon(api, site)
  const request = { method: 'get', address: gateway.url }
  await api.put(`/sms-gateways/${site}`, {
    enabled: true,
    provider: 'address',
    sender: 'GARAGE',
    key: 'garage-key',
    request,
    per_minute: 60,
  })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await gateway?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const kept = () => api.get<MessageText>(`${READY}?site=${site}`)

test('an owner writes the words of a message, sees what they come to, and a customer reads them', async () => {
  const { page, context, problems } = await opened('/settings/site')
  await page.getByRole('link', { name: fr.texts.open }).click()
  await visible(page.getByRole('heading', { name: fr.texts.title, level: 1 }))
  await visible(page.getByText(fr.notifications.event.ready_for_pickup))
  await shot(page, 'message-texts')
  expect(await findings(page)).toEqual([])

  await page
    .getByRole('button', {
      name: `${fr.notifications.event.ready_for_pickup}, SMS, FR Français, ${fr.texts.source.built_in}`,
    })
    .click()
  const drawer = page.getByRole('dialog')
  const preview = drawer.getByRole('region', { name: fr.texts.preview })
  await visible(preview.getByText(/les travaux sont terminés/))
  const body = drawer.getByLabel(fr.texts.body)
  // A name goes where the cursor stands.
  await body.fill('Votre  vous attend')
  await body.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6))
  await drawer.getByRole('button', { name: fr.texts.name.vehicle, exact: true }).click()
  expect(await body.inputValue()).toBe('Votre {vehicle} vous attend')
  await page.keyboard.type(' ({plate})')
  expect(await body.inputValue()).toBe('Votre {vehicle} ({plate}) vous attend')
  await visible(preview.getByText('Votre Peugeot 208 (215 TU 4821) vous attend'))
  await visible(preview.getByText(fr.texts.encoding.gsm7))
  await body.fill('Votre {vehicle} ({plate}) est prête {nonsense}')
  await visible(drawer.getByText(fr.problem.field['unknown-name'].replace('{{name}}', '{nonsense}')))
  await body.fill('{{7*7}}')
  await visible(drawer.getByText(/accolade/))
  await shot(page, 'message-texts-refused')
  await body.fill('Votre {vehicle} ({plate}) est prête, {customer}.')
  await visible(preview.getByText(fr.texts.strange_one))
  await visible(preview.getByText('ê', { exact: true }))
  await shot(page, 'message-texts-editor')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await visible(page.getByText(fr.settings.saved))
  expect((await kept()).own?.body).toBe('Votre {vehicle} ({plate}) est prête, {customer}.')

  const before = gateway.taken.length
  const { plate } = await done(api, site)
  await expect.poll(() => gateway.taken.length, { timeout: 20_000 }).toBe(before + 1)
  expect(gateway.taken.at(-1)?.text).toBe(`Votre Peugeot 208 (${plate}) est prête, Leïla Ben Salah.`)

  // With the facts of what went, then back to what was built in, and once more back.
  const mark = (source: string) =>
    page.getByRole('button', { name: `${fr.notifications.event.ready_for_pickup}, SMS, FR Français, ${source}` })
  await mark(fr.texts.source.site).click()
  await visible(drawer.getByText(/écrit par Hela/))
  await drawer.getByRole('button', { name: fr.texts.backToBuiltIn }).click()
  await visible(mark(fr.texts.source.built_in))
  await page.getByRole('button', { name: fr.common.undo }).click()
  await visible(mark(fr.texts.source.site))
  expect((await kept()).own?.body).toBe('Votre {vehicle} ({plate}) est prête, {customer}.')
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})

test('telephones rest when the site says so, and what it switches off does not go', async () => {
  const { page, context, problems } = await opened('/messages?view=texts', { viewport: DESK, theme: 'dark' })
  const quiet = page.getByRole('region', { name: fr.texts.quiet })
  await quiet.getByLabel(fr.texts.quietFrom).fill('15:00')
  await quiet.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.problem.field['no-evening']))
  await quiet.getByLabel(fr.texts.quietFrom).fill('20:30')
  await quiet.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  const toggle = page.getByRole('switch', {
    name: fr.texts.sendIt.replace('{{event}}', fr.notifications.event.ready_for_pickup),
  })
  await toggle.click()
  await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('false')
  await page.getByRole('checkbox', { name: fr.texts.status.began }).click()
  await expect
    .poll(async () => (await api.get<{ statuses: string[] }>(`/message-settings/${site}`)).statuses.length)
    .toBe(3)
  await shot(page, 'message-texts-dark')
  expect(await findings(page)).toEqual([])
  const { order } = await done(api, site)
  const mine = async () =>
    (await api.get<Rows<Message>>(`/messages?work_order=${order.id}&event=ready_for_pickup`)).items[0]?.state
  await expect.poll(mine, { timeout: 20_000 }).toBe('skipped')
  await toggle.click()
  await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('true')
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})

test('the words of all sites in Arabic, on a dark telephone', async () => {
  const look: Look = { language: 'ar', theme: 'dark', viewport: PHONE }
  const { page, context, problems } = await opened('/messages?view=texts', look)
  await page.getByRole('button', { name: ar.texts.allSites, exact: true }).click()
  await visible(page.getByText(ar.texts.allHint))
  await shot(page, 'message-texts-phone-ar')
  expect(await findings(page)).toEqual([])
  await page
    .getByRole('button', {
      name: `${ar.notifications.event.estimate_sent}, ${ar.texts.of.sms}, ع العربية, ${ar.texts.source.built_in}`,
    })
    .click()
  const drawer = page.getByRole('dialog')
  const body = drawer.getByLabel(ar.texts.body)
  await visible(drawer.locator('.texts-shown'))
  expect(await body.getAttribute('dir')).toBe('rtl')
  await body.fill('تقدير الأشغال على {vehicle} {plate}')
  await visible(drawer.getByText(ar.problem.field['link-missing']))
  await drawer.getByRole('button', { name: `${ar.texts.name.link} *` }).click()
  await visible(drawer.locator('.texts-shown:not(.is-old)', { hasText: 'EXEMPLE' }))
  await drawer.locator('.ant-form-item-explain-error').waitFor({ state: 'detached' })
  await shot(page, 'message-texts-editor-phone-ar')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: ar.common.save }).click()
  await visible(page.getByText(ar.settings.saved))
  const all = await api.get<MessageText>('/message-texts/estimate_sent/sms/ar')
  expect([all.source, all.own?.body.endsWith('{link}')]).toEqual(['garage', true])
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
  await context.close()
})
