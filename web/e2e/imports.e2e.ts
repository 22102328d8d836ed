import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Customer, InvoiceRow, Page as ListOf, Vehicle, VehicleVisit } from '../src/api/types'
import { findings, type Look, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { OWNER } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let customer: Customer

beforeAll(async () => {
  customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Selma Trabelsi', phone: '+21620555111' })
})

async function openPage(path: string, look: Look = {}): Promise<{ page: Page; problems: string[] }> {
  const context = await openContext(browser, garage, { site, ...look })
  await signedIn(context, OWNER, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(path)
  await settled(page)
  return { page, problems }
}

const aVehicle = (plate: string) =>
  api.post<Vehicle>('/vehicles', { owner_id: customer.id, plate, make: 'Peugeot', model: '208', odometer_km: 84_300 })

const choose = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** What the four counts of a run say. */
const counts = (page: Page) =>
  page.locator('.counts dd').evaluateAll((figures) => figures.map((figure) => figure.textContent).join(' '))

/** Nothing sticks out of the page sideways; what is wide scrolls within itself. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function undoHere(page: Page, button: string) {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('tooltip').getByRole('button', { name: button }).click()
}

test('past visits are tried, compared, imported, seen in the history, and taken back', async () => {
  const vehicle = await aVehicle('241 TU 1001')
  const { page, problems } = await openPage('/imports/vehicles')
  await page.getByText('Historique d’entretien', { exact: true }).click()
  await visible(page.getByRole('heading', { name: 'Importer l’historique d’entretien' }))
  const head = 'Immatriculation;Date;Travaux;Km;Montant TTC;Facture;Garage\n'
  const oil = '241 TU 1001;12/11/2025;Vidange et filtre;70 000;120,500;A-77;\n'
  await choose(page, 'visites.csv', `${head}${oil}241 TU 1001;31/02/2025;Freins;;;;\n`)
  await visible(page.getByText('visites.csv'))
  await page.getByRole('button', { name: 'Vérifier sans enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Résultat de la vérification' }))
  expect(await counts(page)).toBe('1 0 0 1')
  await visible(page.getByText(/Refusée · .*31\/02\/2025/))
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Importer 1 ligne' }).click()
  await visible(page.getByRole('heading', { name: 'Importation terminée' }))

  // Again with another amount: the report says what it was and what it becomes.
  await page.getByRole('button', { name: 'Autre fichier' }).click()
  await choose(page, 'visites.csv', head + oil.replace('120,500', '130'))
  await page.getByRole('button', { name: 'Vérifier sans enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Résultat de la vérification' }))
  expect(await counts(page)).toBe('0 1 0 0')
  const report = page.getByRole('table', { name: 'Différences, ligne par ligne' })
  await visible(report.getByRole('cell', { name: 'Montant TTC' }))
  await visible(report.getByRole('cell', { name: '120500' }))
  await visible(report.getByRole('cell', { name: '130000' }))

  await page.goto(`/vehicles/${vehicle.id}`)
  await settled(page)
  const past = page.locator('.visit.earlier')
  await visible(past.getByText('Vidange et filtre'))
  await visible(past.getByText('Système précédent'))
  await visible(past.getByText(/120,500/))

  await page.goto('/imports/visits')
  await settled(page)
  // The dry run is what was looked at last.
  await page.getByRole('button', { name: 'Autre fichier' }).click()
  await page.getByRole('button', { name: 'Voir', exact: true }).first().click()
  await visible(page.getByRole('heading', { name: 'Importation terminée' }))
  await undoHere(page, 'Annuler l’import')
  await visible(page.getByText('Annulé : 1 fiche est comme avant'))
  const { items } = await api.get<ListOf<VehicleVisit>>(`/vehicles/${vehicle.id}/history`)
  expect(items).toEqual([])
  expect(problems).toEqual([])
  await page.context().close()
})

test('a workbook is read like a CSV file', async () => {
  await aVehicle('241 TU 1002')
  const { page, problems } = await openPage('/imports/vehicles')
  const exported = await page
    .context()
    .request.post('/api/v1/auth/login', { data: { email: OWNER, password: garage.password } })
  const { access_token } = (await exported.json()) as { access_token: string }
  const file = await fetch(`${garage.url}/api/v1/vehicles/export?format=xlsx&q=241%20TU%201002`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  const buffer = Buffer.from(await file.arrayBuffer())
  await page.locator('input[type=file]').setInputFiles({ name: 'vehicules.xlsx', mimeType: '', buffer })
  await visible(page.getByText('vehicules.xlsx'))
  await visible(page.getByText('241 TU 1002'))
  await page.getByRole('button', { name: 'Vérifier sans enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Résultat de la vérification' }))
  expect(await counts(page)).toBe('0 0 1 0')
  expect(problems).toEqual([])
  await page.getByRole('button', { name: 'Autre fichier' }).click()
  await choose(page, 'faux.xlsx', 'PK\u0003\u0004 not a workbook')
  await visible(page.getByRole('alert').getByText(/classeur/))
  await page.context().close()
})

test('a balance from before is owed, paid at the till, and stays when the import is undone', async () => {
  const { page, problems } = await openPage('/imports/customers')
  await page.getByText('Soldes d’ouverture', { exact: true }).click()
  await visible(page.getByRole('heading', { name: 'Importer les soldes d’ouverture' }))
  const rows = '20555111;A-77;12/11/2025;12/12/2025;120,500\n20555111;A-78;12/11/2025;;-20\n'
  await choose(page, 'soldes.csv', `Téléphone;Facture;Date;Échéance;Solde\n${rows}`)
  await page.getByRole('button', { name: 'Vérifier sans enregistrer' }).click()
  await visible(page.getByRole('heading', { name: 'Résultat de la vérification' }))
  expect(await counts(page)).toBe('2 0 0 0')
  await page.getByRole('button', { name: 'Importer 2 lignes' }).click()
  await visible(page.getByRole('heading', { name: 'Importation terminée' }))
  const run = page.url()

  await page.goto(`/customers/${customer.id}`)
  await settled(page)
  await visible(page.getByRole('region', { name: 'Avant de continuer' }).getByText(/100,500/))
  const { items } = await api.get<ListOf<InvoiceRow>>(`/invoices?customer=${customer.id}`)
  const owed = items.find(({ opening }) => opening === 'A-77')
  await page.goto(`/invoices/${owed?.id}`)
  await settled(page)
  await visible(page.getByRole('heading', { name: 'Solde d’ouverture A-77' }))
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /Encaisser/ }).click()
  await visible(page.getByText('Payée en totalité'))

  await page.goto(run)
  await settled(page)
  await undoHere(page, 'Annuler l’import')
  await visible(page.getByText('Annulé : 1 fiche est comme avant'))
  const left = page.getByRole('table', { name: 'Ce qui est resté' })
  await visible(left.getByRole('cell', { name: /A-77 · Selma Trabelsi/ }))
  expect(problems).toEqual([])
  await page.context().close()
})

test('the screens of an import fit a phone, in Arabic, by day and by night', async () => {
  await aVehicle('241 TU 1003')
  for (const theme of ['light', 'dark'] as const) {
    const { page, problems } = await openPage('/imports/visits', { language: 'ar', theme, viewport: PHONE })
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    expect(await sideways(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    const amount = theme === 'light' ? '50' : '60'
    await choose(
      page,
      'visites.csv',
      `اللوحة;التاريخ;الأعمال;العداد;المبلغ\n241 TU 1003;12/11/2025;تغيير زيت;70000;${amount}\n;1/1/2025;x;;\n`,
    )
    await visible(page.getByText('visites.csv'))
    expect(await sideways(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'تحقق دون حفظ' }).click()
    await visible(page.locator('.counts'))
    await page.getByRole('button', { name: 'استيراد سطر واحد' }).click()
    await visible(page.getByRole('button', { name: 'التراجع عن الاستيراد' }))
    expect(await sideways(page)).toBe(0)
    expect(await findings(page)).toEqual([])
    await undoHere(page, 'التراجع عن الاستيراد')
    await visible(page.locator('.ant-alert-success'))
    expect(problems).toEqual([])
    await page.context().close()
  }
})
