import { beforeAll, expect, test } from 'vitest'
import type { Customer, Page as ListOf, OrderIntakes, Vehicle, WorkOrder } from '../src/api/types'
import { findings, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { ADVISOR } from './garage'
import { PHOTO, sign } from './hands'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

beforeAll(async () => {
  const { items } = await api.get<ListOf<Customer>>('/customers?limit=1')
  if (!items[0]) throw new Error('The demo has no customer')
  const about = { owner_id: items[0].id, plate: '215 TU 7003', make: 'Peugeot', model: '208', fuel: 'petrol' }
  const vehicle = await api.post<Vehicle>('/vehicles', about)
  order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: items[0].id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
  })
})

// PRODUCT.md 3.1 step 4.
test('on arrival: odometer, fuel, two scratches with photos, key tag 12, signature; all on a telephone', async () => {
  const context = await openContext(browser, garage, { site, viewport: PHONE })
  await signedIn(context, ADVISOR, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(`/work-orders/${order.id}`)
  await settled(page)
  const panel = page.getByRole('region', { name: 'Fiche de réception' })
  await panel.getByRole('button', { name: 'Remplir la fiche' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Compteur (km)').fill('84300')
  await sheet.getByLabel('N° de clé').fill('12')
  await sheet.getByRole('slider').fill('3')
  await sheet.getByRole('button', { name: 'Moteur' }).click()
  const sketch = sheet.getByRole('img', { name: 'Croquis du véhicule' })
  await sketch.scrollIntoViewIfNeeded()
  await sketch.click({ position: { x: 60, y: 160 } })
  await sketch.click({ position: { x: 300, y: 240 } })
  await sheet.getByLabel('Remarque sur le dommage 1').fill('Portière gauche')
  for (const name of ['gauche.png', 'droite.png']) {
    await sheet.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: PHOTO })
    await visible(sheet.getByRole('img', { name }))
  }
  await sign(page, sheet.getByRole('img', { name: 'Le client signe ici' }))
  expect(await findings(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Signer' }).click()
  await visible(sheet.getByRole('img', { name: 'Signature' }))
  await visible(sheet.getByText('Portière gauche', { exact: false }))
  const { items } = await api.get<OrderIntakes>(`/work-orders/${order.id}/intakes`)
  const kept = items[0]
  expect([kept?.content.odometer, kept?.content.fuel, kept?.content.damages.length, kept?.photos.length]).toEqual([
    84_300, 3, 2, 2,
  ])
  const after = await api.get<WorkOrder>(`/work-orders/${order.id}`)
  expect([after.odometer_in, after.key_tag]).toEqual([84_300, '12'])

  await sheet.getByRole('button', { name: 'Corriger sur une nouvelle fiche' }).click()
  await visible(sheet.getByRole('button', { name: 'Signer' }))
  expect(await sheet.getByLabel('Compteur (km)').inputValue()).toBe('84300')
  await visible(sheet.getByText('Fiche 1'))
  expect(problems).toEqual([])
  await context.close()
})
