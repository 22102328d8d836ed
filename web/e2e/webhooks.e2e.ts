import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page as Rows, Webhook } from '../src/api/types'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, startGarage } from './garage'
import { type Hook, startHook } from './hook'

let garage: Garage
let browser: Browser
let api: Api
let hook: Hook

const webhooks = async () => (await api.get<Rows<Webhook>>('/webhooks')).items

beforeAll(async () => {
  hook = await startHook()
  garage = await startGarage({ workOrders: 120, settings: { ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
  api = await apiOf(garage, OWNER)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await hook?.stop()
})

const LOOKS: [string, string, Look][] = [
  ['a desk', 'webhooks', { viewport: DESK }],
  ['a dark desk in Arabic', 'webhooks-ar', { viewport: DESK, language: 'ar', theme: 'dark' }],
  ['a phone', 'webhooks-phone', { viewport: PHONE }],
]

test.each(LOOKS)('webhooks and what came of them are well made on %s', async (_name, name, look) => {
  const [one] = await webhooks()
  if (!one) throw new Error('the demonstration has no webhook')
  const { page, context, problems } = await openAt(browser, garage, '/api-keys', look)
  await visible(page.getByText('comptabilite.example').first())
  await shot(page, name)
  expect(await findings(page)).toEqual([])
  await page.goto(`/api-keys?webhook=${one.id}`)
  await visible(page.getByRole('dialog').getByText('HTTP 200').first())
  await shot(page, `${name}-one`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the owner sets one up, tries it, and has told again what was not taken', async () => {
  const { page, context, problems } = await openAt(browser, garage, '/api-keys')
  await page.getByRole('button', { name: 'Nouveau webhook' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Nom').fill('Site web')
  await drawer.getByLabel('Adresse').fill('https://192.168.1.9/hook')
  await drawer.getByRole('button', { name: 'Créer le webhook' }).click()
  await visible(drawer.locator('.ant-form-item-explain-error').first())
  await drawer.getByLabel('Adresse').fill(hook.url)
  // What the garage's own tasks tell meanwhile would stand among what is looked at here.
  await drawer.getByLabel('Événements').fill('customer.saved')
  await drawer.getByLabel('Événements').press('Enter')
  await drawer.getByLabel('Événements').press('Tab')
  await shot(page, 'webhooks-new')
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Créer le webhook' }).click()
  const secret = page.getByLabel('Secret de signature')
  await visible(secret)
  await shot(page, 'webhooks-secret')
  expect(await findings(page)).toEqual([])
  hook.know(await secret.inputValue())
  await page.getByRole('button', { name: 'Je l’ai copié' }).click()

  await page.getByText('Site web').first().click()
  await visible(page.getByText('Rien n’a encore été envoyé'))
  await page.getByRole('button', { name: 'Envoyer un essai' }).click()
  await visible(page.getByText('Accepté : HTTP 204'))
  await visible(page.getByText('webhook.test').first())
  expect(hook.told).toEqual(['webhook.test'])

  hook.answer(503)
  await api.post('/customers', { kind: 'person', name: 'Sarra Essai' })
  // After the second try there are five minutes to look at it.
  await visible(page.getByRole('dialog').getByText('Essai 2'))
  hook.answer(204)
  await page.getByRole('button', { name: 'Réessayer maintenant' }).click()
  await expect.poll(() => hook.told.filter((kind) => kind === 'customer.saved').length).toBeGreaterThan(1)
  await visible(page.getByText('Tout est transmis').last())
  await shot(page, 'webhooks-told')
  await page.getByRole('button', { name: 'Tout renvoyer depuis ici' }).first().click()
  await expect.poll(() => hook.told.filter((kind) => kind === 'customer.saved').length).toBeGreaterThan(2)

  await page.getByRole('button', { name: 'Renouveler le secret' }).click()
  await visible(page.getByLabel('Secret de signature'))
  await page.getByRole('button', { name: 'Je l’ai copié' }).click()
  await visible(page.getByText('L’ancien secret signe aussi jusqu’au'))
  await page.getByRole('button', { name: 'Retirer', exact: true }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: 'Retirer', exact: true }).click()
  await expect.poll(async () => (await webhooks()).map(({ name }) => name)).toEqual(['Comptabilité'])
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})
