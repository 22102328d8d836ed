import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Contact, Customer, CustomersStatistics, InvoiceRow, Vehicle, WorkOrderRow } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

/** Where pictures go, when somebody wants to look at them. */
const SHOTS = process.env.ECAR_SHOTS

withGarage()

beforeAll(async () => {
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
})

async function openPage(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

const shot = (page: Page, name: string) => SHOTS && page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })

/** Two records of one customer, the second with a vehicle. */
async function twins(name: string): Promise<[Customer, Customer, Vehicle]> {
  const person = (given: string, phone: string) =>
    api.post<Customer>('/customers', { kind: 'person', name: given, phone })
  const [first, second] = [await person(name, '98 700 100'), await person(`${name} bis`, '98 700 200')]
  const vehicle = {
    owner_id: second.id,
    plate: `199 TU ${Math.trunc(1000 + Math.random() * 8999)}`,
    make: 'Kia',
    model: 'Rio',
  }
  return [first, second, await api.post<Vehicle>('/vehicles', { ...vehicle, allow_duplicate_plate: true })]
}

test('two records become one, the old link leads there, and it is taken back', async () => {
  const [into, from, vehicle] = await twins('Hatem Louati')
  const page = await openPage(`/customers/${into.id}`)
  const problems = watch(page)
  await page.getByRole('button', { name: 'Plus', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Fusionner avec un autre…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('Hatem Louati bis')
  await page.locator('.ant-select-item').filter({ hasText: 'Hatem Louati bis' }).click()
  await dialog.getByRole('button', { name: 'Fusionner' }).click()
  await visible(page.getByText(vehicle.plate.text).first())
  await visible(page.getByRole('heading', { name: 'Fiches fusionnées' }))
  await page.goto(`/customers/${from.id}`)
  await page.waitForURL(`**/customers/${into.id}`)
  await page.getByRole('button', { name: 'Annuler la fusion' }).click()
  await visible(page.locator('.contacts').getByText(/annulée/))
  expect((await api.get<Customer>(`/customers/${from.id}`)).id).toBe(from.id)
  expect(problems).toEqual([])
  await page.context().close()
})

test('who is typed is known already, and is taken instead at reception', async () => {
  await api.post('/customers', { kind: 'person', name: 'Nizar Khemiri', phone: '98 700 300' })
  const page = await openPage('/customers?new=1')
  await page.getByRole('dialog').getByLabel('Nom', { exact: true }).fill('Nizar Khemiry')
  await visible(page.getByText('Peut-être déjà client'))
  await visible(page.getByText('nom semblable'))
  await page.goto('/reception?q=')
  await settled(page)
  await page.getByRole('combobox').fill('98700300')
  await page.getByRole('option').last().click()
  await page.getByRole('button', { name: 'Choisir', exact: true }).click()
  await visible(page.locator('.chosen').getByText('Nizar Khemiri'))
  await page.context().close()
})

test('a contact is added and the customer is found by it; a refusal of offers is noted', async () => {
  const firm = await api.post<Customer>('/customers', { kind: 'business', name: 'Delta Transport' })
  const page = await openPage(`/customers/${firm.id}`)
  await page.getByRole('button', { name: 'Ajouter un contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom', { exact: true }).fill('Wassim Chauffeur')
  await dialog.getByLabel('Téléphone').fill('98 700 400')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.locator('.contacts').getByText('Wassim Chauffeur'))
  const { items } = await api.get<{ items: Contact[] }>(`/customers/${firm.id}/contacts`)
  expect(items[0]?.phone).toBe('+21698700400')
  await page.getByRole('switch', { name: 'SMS: Offres' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.getByText('1 décision'))
  await page.goto('/customers?q=wassim')
  await settled(page)
  await visible(page.getByText('Delta Transport'))
  await page.context().close()
})

test('a call is noted by one field and Enter, filtered, and struck out; the timeline shows it live', async () => {
  const customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Rim Ayadi' })
  const page = await openPage(`/customers/${customer.id}`)
  const problems = watch(page)
  const timeline = page.locator('section.panel', { hasText: 'Chronologie' })
  await timeline.getByText('Rien pour l’instant.').waitFor()
  const field = timeline.getByRole('textbox', { name: 'Qu’a-t-on dit ? Entrée l’ajoute' })
  await field.fill('Demande un devis')
  await field.press('Enter')
  const row = timeline.getByRole('listitem').filter({ hasText: 'Demande un devis' })
  await row.waitFor()
  await row.getByText('Appel', { exact: true }).waitFor()
  expect(await field.inputValue()).toBe('')
  // Said by somebody else at this moment.
  await api.post(`/customers/${customer.id}/consents`, {
    channel: 'sms',
    purpose: 'marketing',
    granted: true,
    source: 'phone',
  })
  await api.post(`/customers/${customer.id}/timeline`, { action: 'complaint', text: 'Bruit au freinage' })
  await timeline.getByText('Bruit au freinage').waitFor()
  await timeline.getByRole('button', { name: 'Consentements et fusions' }).click()
  await timeline.getByText('SMS · Offres').waitFor()
  await row.waitFor({ state: 'detached' })
  await timeline.getByRole('button', { name: 'Appels et remarques' }).click()
  await row.getByRole('button', { name: 'Barrer' }).click()
  await row.getByText('barré par').waitFor()
  await shot(page, 'timeline')
  expect(problems).toEqual([])
  await page.context().close()
})

test('a hold is set with its reason and seen wherever the customer is dealt with', async () => {
  const { items } = await api.get<{ items: WorkOrderRow[] }>(`/work-orders?site=${site}&limit=20`)
  // The newest may be a sale at the counter.
  const order = items.find(({ vehicle }) => vehicle) as WorkOrderRow
  const page = await openPage(`/customers/${order.customer.id}`)
  await page.getByRole('button', { name: 'Plus', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Bloquer le crédit…' }).click()
  await page.getByRole('dialog').getByLabel('Motif').fill('Chèque sans provision')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.locator('.customer-banner').getByText('Chèque sans provision'))
  const { items: invoices } = await api.get<{ items: InvoiceRow[] }>(`/invoices?customer=${order.customer.id}&limit=1`)
  const places = [
    `/work-orders/${order.id}`,
    `/vehicles/${order.vehicle?.id}`,
    `/reception?customer=${order.customer.id}`,
  ]
  for (const path of [...places, ...invoices.map(({ id }) => `/invoices/${id}`)]) {
    await page.goto(path)
    await visible(page.locator('.customer-banner').getByText('Chèque sans provision'))
  }
  await page.context().close()
})

test('filters stand in the address, and the list is taken away as a file', async () => {
  const page = await openPage('/customers?owing=true&sort=-balance')
  await visible(page.locator('.customer-filter').getByText('Reste dû'))
  await page.getByRole('button', { name: 'Exporter' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Fichier CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Clients.csv')
  await page.context().close()
})

test('a tag is made, put on one and on many, seen wherever the customer is dealt with, and filters the list', async () => {
  const [first, second] = await Promise.all(
    ['Yosra Tlili', 'Yosra Tlili bis'].map((name) => api.post<Customer>('/customers', { kind: 'person', name })),
  )
  const page = await openPage('/customer-tags')
  const problems = watch(page)
  await page.getByRole('button', { name: 'Nouvelle étiquette' }).first().click()
  await page.getByRole('dialog').getByLabel('Nom', { exact: true }).fill('Bons conseils')
  const violet = page.getByRole('dialog').getByText('Violet', { exact: true })
  const isChosen = () => page.getByRole('dialog').getByRole('radio', { name: 'Violet' }).isChecked()
  await expect.poll(async () => violet.click().then(isChosen)).toBe(true)
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await visible(page.locator('.tone-violet').getByText('Bons conseils'))

  await page.goto(`/customers/${first?.id}`)
  await page.getByRole('combobox', { name: 'Ajouter une étiquette' }).fill('bons')
  await visible(page.locator('.ant-select-item-option', { hasText: 'Bons conseils' }))
  await page.keyboard.press('Enter')
  await visible(page.locator('.customer-banner .tone-violet').getByText('Bons conseils'))

  await page.goto('/customers?q=yosra')
  await page.getByRole('checkbox', { name: 'Choisir Yosra Tlili', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Choisir Yosra Tlili bis', exact: true }).click()
  await page.getByRole('button', { name: /Poser une étiquette/ }).click()
  await page.getByRole('menuitem', { name: 'Bons conseils' }).click()
  await visible(
    page
      .getByRole('status')
      .getByText(/1 client/)
      .first(),
  )
  const tagged = await api.get<Customer>(`/customers/${second?.id}`)
  expect(tagged.tags).toHaveLength(1)
  await page.goto(`/customers?tags=${tagged.tags[0]}`)
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)

  await page.goto('/customer-tags')
  await page.getByRole('button', { name: 'Retirer: Bons conseils' }).click()
  await visible(page.getByRole('button', { name: 'Reprendre: Bons conseils' }))
  await page.goto(`/reception?customer=${first?.id}`)
  await visible(page.locator('.customer-banner').getByText('Bons conseils'))
  expect(problems).toEqual([])
  await page.context().close()
})

test('a figure leads to the customers that it counts', async () => {
  const figures = await api.get<CustomersStatistics>('/customer-statistics')
  const page = await openPage('/customer-statistics')
  const problems = watch(page)
  await visible(page.getByRole('heading', { name: 'Visites par mois' }))
  expect(await page.getByRole('region', { name: 'Étiquettes' }).getByRole('link').count()).toBe(figures.tags.length)
  await page.getByRole('link', { name: 'Flotte' }).first().click()
  await page.waitForURL(/\/customers\?tags=/)
  await page.goBack()
  const source = figures.lead_sources[0]?.source
  if (!source) throw new Error('Nobody in the demo says how they came')
  await page.getByRole('link', { name: fr.leadSource[source] }).first().click()
  await page.waitForURL(new RegExp(`/customers\\?lead_source=${source}`))
  await visible(page.locator('.customer-filter').getByText(fr.leadSource[source]))
  const lost = figures.lost.find(({ months }) => months === 24)
  await page.goto(`/customers?visited_until=${lost?.before}`)
  await visible(page.locator('.customer-filter').getByText(/Dernière visite avant le/))
  expect(problems).toEqual([])
  await page.context().close()
})

describe('what people see', () => {
  const looks: (Look & { name: string })[] = [
    { name: 'desk-fr-light', viewport: DESK },
    { name: 'phone-ar-dark', viewport: PHONE, language: 'ar', theme: 'dark' },
    { name: 'desk-en-dark', viewport: DESK, language: 'en', theme: 'dark' },
    { name: 'phone-fr-light', viewport: PHONE },
  ]
  test.each(looks)('$name has nothing that keeps people out', async ({ name, ...look }) => {
    const { items } = await api.get<{ items: Customer[] }>('/customers?kind=business&owing=true&limit=1')
    const firm = items[0] ?? (await api.get<{ items: Customer[] }>('/customers?kind=business')).items[0]
    for (const [place, path] of [
      ['customer', `/customers/${firm?.id}`],
      ['customers', '/customers'],
      ['customer-tags', '/customer-tags'],
      ['customer-statistics', '/customer-statistics'],
      ['reception', `/reception?customer=${firm?.id}`],
    ] as const) {
      const page = await openPage(path, look)
      expect(await findings(page)).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
      await shot(page, `${place}-${name}`)
      await page.context().close()
    }
  })
})
