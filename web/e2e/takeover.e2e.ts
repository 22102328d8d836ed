import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

/** A dump of the workshop manager: a customer, a vehicle, two invoices; a customer whose number cannot be read. */
const DUMP = `COPY public.shop_customer (id, first_name, last_name, phone_number) FROM stdin;
1\tAma\tReprise\t0244123401
2\tSans\tNuméro\t12
\\.
COPY public.shop_vehicle (id, customer_id, make, model, year, license_plate) FROM stdin;
10\t1\tToyota\tCorolla\t2015\tGR 4821-15
\\.
COPY public.shop_servicerequest (id, display_number, description, status, created_at, customer_id, vehicle_id) FROM stdin;
40\tSR-2025-0001\tFreins\tCompleted\t2025-03-01 09:00:00+00\t1\t10
\\.
COPY public.shop_invoice (id, display_number, total_cost, paid, created_at, service_request_id) FROM stdin;
60\tINV-2025-00001\t141.00\tt\t2025-03-01 12:00:00+00\t40
61\tINV-2025-00002\t24.00\tf\t2025-03-03 12:00:00+00\t40
\\.
`

const choose = (page: Page) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ancien.sql', mimeType: 'text/plain', buffer: Buffer.from(DUMP) })

/** A row of the report's tables, as its figures. */
const figures = (page: Page, name: string) =>
  page
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .first()
    .locator('td')
    .allTextContents()

test('an owner tries another system, reads the report, takes it over and takes it over again', async () => {
  const { page, context, problems } = await opened('/imports/customers', { viewport: DESK })
  await page.getByRole('button', { name: fr.takeover.go }).click()
  await visible(page.getByRole('heading', { name: fr.takeover.title }))
  await shot(page, 'takeover-begin')
  await choose(page)
  await visible(page.getByRole('heading', { name: fr.imports.run.dry.done }))
  await visible(page.getByText(fr.takeover.addsUp))
  expect(await figures(page, fr.takeover.table.customers)).toEqual(['2', '1', '0', '0', '1', '0'])
  expect(await findings(page)).toEqual([])
  await shot(page, 'takeover-dry')
  await page.getByRole('button', { name: fr.takeover.import }).click()
  await visible(page.getByRole('heading', { name: fr.imports.run.real.done }))
  await visible(page.getByText(fr.takeover.addsUp))
  await shot(page, 'takeover-done')
  await page.getByRole('button', { name: fr.imports.otherFile }).click()
  await choose(page)
  await visible(page.getByRole('heading', { name: fr.imports.run.dry.done }))
  expect(await figures(page, fr.takeover.table.invoices)).toEqual(['2', '0', '0', '2', '0', '0'])
  await page.goto('/invoices?q=INV-2025-00001')
  await page.getByText('INV-2025-00001').first().click()
  await visible(page.getByText(/141,000/).first())
  await shot(page, 'takeover-invoice')
  expect(problems).toEqual([])
  await context.close()
})

test('on a dark phone in Arabic', async () => {
  const look: Look = { viewport: PHONE, language: 'ar', theme: 'dark' }
  const { page, context, problems } = await opened('/imports/system', look)
  await visible(page.getByRole('heading', { name: ar.takeover.title }))
  await choose(page)
  await visible(page.getByRole('heading', { name: ar.imports.run.dry.done }))
  await visible(page.getByText(ar.takeover.addsUp))
  await shot(page, 'takeover-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
