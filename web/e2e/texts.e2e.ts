import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '../src/api/types'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'
import { atNoon, ready } from './ready'
import { startTexts, type Texts } from './texts'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let gateway: Texts

beforeAll(async () => {
  gateway = await startTexts()
  garage = await startGarage({ settings: { ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
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

test('an owner describes the gateway, is told what is wrong with it, and tries it', async () => {
  const { page, context, problems } = await opened('/settings/site')
  const panel = page.getByRole('region', { name: fr.sms.settings, exact: true })
  await visible(panel.getByText(fr.sms.off))
  await panel.getByRole('button', { name: /Régler|Choisir|Modifier/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.sms.enabled).check()
  const through = page.getByRole('combobox', { name: fr.sms.through, exact: true })
  await dialog.locator('.ant-select').filter({ has: through }).click()
  await page.locator('.ant-select-item-option').getByText(fr.sms.provider.address).click()
  const token = dialog.getByLabel(fr.sms.tokenAddress)
  await dialog.getByRole('button', { name: 'Orange' }).click()
  expect(await token.inputValue()).toContain('https://api.orange.com/')
  await visible(dialog.getByLabel(fr.sms.tokenAuthorization))
  await dialog.getByRole('button', { name: 'WinSMS' }).click()
  expect(await token.inputValue()).toBe('')
  await shot(page, 'sms-gateway')
  expect(await findings(page)).toEqual([])
  const address = dialog.getByLabel(fr.sms.address, { exact: true })
  await address.fill('http://192.168.1.1/?to={to}&text={text}')
  await dialog.getByLabel(fr.sms.sender).fill('GARAGE LAC')
  await dialog.getByLabel(fr.sms.key).fill('garage-key')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(dialog.getByText(fr.problem.field['address-refused']))
  await address.fill(gateway.url)
  await dialog.getByLabel(fr.sms.taken).fill('"ok"')
  await dialog.getByLabel(fr.sms.price).fill('0,035')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  await visible(panel.getByText(fr.sms.provider.address))

  await panel.getByRole('button', { name: fr.sms.try }).click()
  await dialog.getByLabel(fr.sms.to).fill('98 123 456')
  await dialog.getByRole('button', { name: fr.sms.send }).click()
  await visible(dialog.getByText(fr.problem.field['invalid-phone']))
  await dialog.getByLabel(fr.sms.to).fill('+216 98 123 456')
  await dialog.getByRole('button', { name: fr.sms.send }).click()
  await visible(dialog.getByText(fr.sms.trial.taken))
  await shot(page, 'sms-trial')
  expect(gateway.taken.at(-1)).toMatchObject({ to: '21698123456', from: 'GARAGE LAC' })
  await context.close()
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
})

test('a vehicle is ready, its owner reads it on the telephone, and the log says how', async () => {
  const before = gateway.taken.length
  const { message } = await ready(api, site)
  await expect.poll(() => gateway.taken.length).toBe(before + 1)
  const { page, context, problems } = await opened(`/messages?open=${message.id}`)
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText(fr.sms.outcome.taken))
  await visible(drawer.getByText(/1 partie/))
  await shot(page, 'sms-message')
  expect(await findings(page)).toEqual([])
  await page.goto(`${garage.url}/settings/site`)
  const panel = page.getByRole('region', { name: fr.sms.settings, exact: true })
  await visible(panel.getByText(/1 message ce mois · 0,035/))
  expect(problems).toEqual([])
  await context.close()
})

test('while the gateway rests messages wait, and go out when it goes on; in Arabic, on a dark telephone', async () => {
  const look: Look = { language: 'ar', theme: 'dark', viewport: PHONE }
  const { page, context, problems } = await opened('/settings/site', look)
  const panel = page.getByRole('region', { name: 'الرسائل القصيرة', exact: true })
  await panel.getByRole('button', { name: 'إيقاف مؤقت' }).click()
  await visible(panel.getByText('متوقفة'))
  const before = gateway.taken.length
  await ready(api, site)
  await expect
    .poll(async () => (await api.get<{ waiting: number }>(`/sms-gateways/${site}`)).waiting, { timeout: 30_000 })
    .toBe(1)
  await page.reload()
  await visible(panel.getByText('رسالة في الانتظار'))
  await shot(page, 'sms-paused-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(gateway.taken.length).toBe(before)
  await panel.getByRole('button', { name: 'استئناف' }).click()
  await expect.poll(() => gateway.taken.length).toBe(before + 1)
  expect(problems).toEqual([])
  await context.close()
})
