import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, OrderEstimates, Vehicle, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR } from './garage'
import { sign } from './hands'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

const fee = (description: string, unit_price: number, quantity = 1000) => ({
  kind: 'fee',
  description,
  quantity,
  unit_price,
})

// PRODUCT.md 3.1 step 6, with exactly its figures.
const JOBS = [
  {
    title: 'Vidange',
    lines: [fee('Main-d’œuvre', 60_000, 800), fee('Filtre à huile', 22_550), fee('Huile 5W30', 18_000, 4500)],
  },
  {
    title: 'Freins avant',
    lines: [fee('Main-d’œuvre', 60_000, 1500), fee('Plaquettes', 118_750), fee('Disque', 96_400, 2000)],
  },
  { title: 'Filtre d’habitacle', lines: [fee('Main-d’œuvre', 12_000), fee('Filtre', 31_900)] },
]

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  const about = { owner_id: items[0].id, plate: '215 TU 7002', make: 'Peugeot', model: '208', fuel: 'petrol' }
  const vehicle = await api.post<Vehicle>('/vehicles', about)
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: items[0].id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
    jobs: JOBS,
  })
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function customer(link: string): Promise<{ page: Page; problems: string[] }> {
  const context = await openContext(browser, garage, { viewport: PHONE })
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(link)
  await visible(page.getByRole('heading', { name: 'Votre devis' }))
  return { page, problems }
}

const job = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('an estimate is sent, asked about, decided and signed on a telephone, once', async () => {
  const desk = await openPage(`/work-orders/${order.id}`, { viewport: DESK })
  const deskProblems = watch(desk)
  const panel = desk.getByRole('region', { name: 'Devis' })
  await panel.getByRole('button', { name: 'Envoyer' }).click()
  await desk.getByRole('button', { name: 'Créer un lien' }).click()
  const link = await desk.getByLabel('Lien du devis').inputValue()
  await desk.getByRole('button', { name: 'Fermer' }).first().click()
  await visible(panel.getByRole('button', { name: 'Version 1', exact: true }))
  await visible(desk.getByRole('region', { name: 'Freins avant' }).getByText('Envoyé', { exact: true }))

  const { page, problems } = await customer(link)
  await visible(page.getByText('711,430', { exact: false }))
  await visible(job(page, 'Freins avant').getByText('477,845', { exact: false }))
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(width, 'nothing hangs over the edge').toBeLessThanOrEqual(0)
  await job(page, 'Filtre d’habitacle').getByText('Poser une question').click()
  await job(page, 'Filtre d’habitacle').getByLabel('Votre question').fill('Est-ce nécessaire ?')
  await job(page, 'Filtre d’habitacle').getByRole('button', { name: 'Envoyer la question' }).click()
  await visible(page.getByText('Le garage a votre question.', { exact: false }))

  await visible(panel.getByText('Est-ce nécessaire ?'))
  await panel.getByRole('textbox', { name: 'Répondre au client' }).fill('Cela peut attendre.')
  await panel.getByRole('button', { name: 'Répondre' }).click()
  await visible(panel.getByText('Cela peut attendre.'))
  await page.reload()
  await visible(page.getByText('Cela peut attendre.'))

  await job(page, 'Vidange').getByRole('button', { name: 'Accepter' }).click()
  await job(page, 'Freins avant').getByRole('button', { name: 'Accepter' }).click()
  await job(page, 'Filtre d’habitacle').getByRole('button', { name: 'Refuser' }).click()
  await job(page, 'Filtre d’habitacle').getByLabel('Pourquoi', { exact: false }).fill('Plus tard')
  await sign(page, page.getByRole('img', { name: 'Signez ici' }))
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Confirmer mon choix (3)' }).click()
  await visible(page.getByText('Merci, le garage a votre réponse.'))
  await visible(page.getByText('Tout est décidé. Merci.'))
  expect(await page.getByRole('button', { name: 'Accepter' }).count(), 'read only from now on').toBe(0)
  await page.getByRole('button', { name: 'العربية' }).click()
  await visible(page.getByRole('heading', { name: 'تقدير الأشغال' }))
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')

  await visible(desk.getByRole('region', { name: 'Freins avant' }).getByText('Accepté', { exact: true }))
  await visible(panel.getByText('Décidé', { exact: true }))
  await panel.getByText('3 décisions et leurs preuves').click()
  await visible(panel.getByText('Par le lien', { exact: false }).first())
  await panel.locator('.evidence summary').first().click()
  await visible(panel.getByRole('img', { name: 'Signature' }))
  await panel.getByRole('button', { name: 'Version 1', exact: true }).click()
  await visible(desk.getByRole('dialog').getByText('711,430', { exact: false }))
  const kept = await api.get<OrderEstimates>(`/work-orders/${order.id}/estimates`)
  expect(kept.decisions.map(({ method, version, approved }) => [method, version, approved])).toEqual([
    ['link', 1, false],
    ['link', 1, true],
    ['link', 1, true],
  ])
  expect(problems).toEqual([])
  expect(deskProblems).toEqual([])
  await page.context().close()
  await desk.context().close()
})

test('a decision on an older version shows the newer one, and the desk takes a signature too', async () => {
  const of = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: order.customer.id,
    vehicle_id: order.vehicle?.id,
    concern: 'Essuie-glaces',
    jobs: [{ title: 'Balais', lines: [fee('Balais', 45_000)] }],
  })
  const send = () => api.post(`/work-orders/${of.id}/estimates`, { by_message: false })
  await send()
  const made = await api.post<{ path: string }>(`/work-orders/${of.id}/estimate-links`, {})
  const { page } = await customer(made.path)
  await send()
  await job(page, 'Balais').getByRole('button', { name: 'Accepter' }).click()
  await page.getByRole('button', { name: 'Confirmer mon choix (1)' }).click()
  await visible(page.getByText('Le garage a envoyé un nouveau devis', { exact: false }))
  await visible(page.getByText('version 2'))
  await page.context().close()

  const desk = await openPage(`/work-orders/${of.id}`, { viewport: PHONE })
  await desk.getByRole('region', { name: 'Balais' }).getByRole('button', { name: 'Accepter' }).click()
  const dialog = desk.getByRole('dialog')
  await visible(dialog.getByLabel('Numéro appelé'))
  await dialog.getByText('Signature', { exact: true }).click()
  const ok = dialog.getByRole('button', { name: 'Accepter' })
  expect(await ok.isDisabled(), 'nothing is signed yet').toBe(true)
  await sign(desk, dialog.locator('canvas'))
  await ok.click()
  await visible(desk.getByRole('region', { name: 'Balais' }).getByText('Accepté', { exact: true }))
  const { decisions } = await api.get<OrderEstimates>(`/work-orders/${of.id}/estimates`)
  expect([decisions[0]?.method, decisions[0]?.version, decisions[0]?.signature_id === null]).toEqual([
    'signature',
    2,
    false,
  ])
  await desk.context().close()
})

test('a deposit is asked for, said on the page of the link, and missed when work begins', async () => {
  const of = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: order.customer.id,
    vehicle_id: order.vehicle?.id,
    concern: 'Boîte de vitesses',
    jobs: [{ title: 'Boîte', lines: [fee('Boîte', 1_000_000)] }],
  })
  await api.put(`/workshops/${site}/gate`, { levels: { deposit: 'warn' } })
  const desk = await openPage(`/work-orders/${of.id}`, { viewport: DESK })
  const deskProblems = watch(desk)
  const panel = desk.getByRole('region', { name: 'Acomptes' })
  await panel.getByRole('button', { name: 'Demander un acompte' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Demander un acompte' })
  await dialog.getByRole('textbox', { name: 'De ce qui est accepté' }).fill('30')
  await dialog.getByRole('textbox', { name: 'De ce qui est accepté' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await visible(panel.getByText('Acompte demandé'))

  await api.post(`/work-orders/${of.id}/estimates`, { by_message: false })
  const made = await api.post<{ path: string }>(`/work-orders/${of.id}/estimate-links`, {})
  const { page, problems } = await customer(made.path)
  await visible(page.getByText('un acompte de 30 %', { exact: false }))
  await job(page, 'Boîte').getByRole('button', { name: 'Accepter' }).click()
  await page.getByRole('button', { name: 'Confirmer mon choix (1)' }).click()
  const deposit = page.getByRole('region', { name: 'Acompte' })
  // 30 % of 1190.000.
  await visible(deposit.getByText('357,000', { exact: false }).first())
  await visible(deposit.getByText(of.number, { exact: false }))
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'العربية' }).click()
  await visible(page.getByRole('region', { name: 'العربون' }))

  await visible(panel.getByText('Reste à recevoir'))
  await desk.getByRole('button', { name: 'Commencer', exact: true }).click()
  const why = desk.getByRole('dialog', { name: 'Commencer' })
  await visible(why.getByText('L’acompte n’est pas arrivé', { exact: false }))
  await why.getByRole('textbox', { name: 'Pourquoi commencer quand même ?' }).fill('Il paie ce soir')
  await why.getByRole('button', { name: 'Commencer' }).click()
  await why.waitFor({ state: 'hidden' })
  await visible(desk.getByText('Il paie ce soir'))
  expect(await findings(desk)).toEqual([])
  expect(problems).toEqual([])
  expect(deskProblems.filter((problem) => !/status of 409/.test(problem))).toEqual([])
  await page.context().close()
  await desk.context().close()
})
