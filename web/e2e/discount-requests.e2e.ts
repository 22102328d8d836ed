import { beforeAll, expect, test } from 'vitest'
import type { Customer, Id, WorkOrder } from '../src/api/types'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { ADVISOR, apiOf } from './garage'
import { api, browser, garage, site, withGarage } from './stage'

withGarage()

let order: WorkOrder

/** Four hours at the site's rate: twelve per cent of it are 28.800. */
const PRICE = 240_000

beforeAll(async () => {
  const owner = await api.post<Customer>('/customers', { kind: 'person', name: 'Slim Remise' })
  const car = { owner_id: owner.id, plate: '231 TU 1212', make: 'Renault', model: 'Clio' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', car)
  const lines = [{ kind: 'labour', quantity: 4000 }]
  const jobs = [{ title: 'Freins avant', lines }]
  const whose = { site_id: site, customer_id: owner.id, vehicle_id: vehicle.id }
  order = await api.post<WorkOrder>('/work-orders', { ...whose, concern: 'Bruit', jobs })
})

const opened = (path: string, look: Look & { email?: string } = {}) => openAt(browser, garage, path, { site, ...look })
const net = async () => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).totals.net
const REQUESTS = 'Remises demandées'

test('twelve per cent go beyond the advisor; the owner grants them on a phone, and the advisor sees it', async () => {
  const desk = await opened(`/work-orders/${order.id}`, { viewport: DESK, email: ADVISOR })
  await desk.page
    .getByRole('region', { name: 'Remises et payeurs' })
    .getByRole('button', { name: 'Remise' })
    .first()
    .click()
  const dialog = desk.page.getByRole('dialog')
  await dialog.getByLabel('Part du prix').fill('12')
  await dialog.getByLabel('Motif').fill('Client depuis 2009')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await visible(dialog.getByRole('button', { name: 'Demander l’accord' }))
  await dialog.getByRole('button', { name: 'Demander l’accord' }).click()
  const waiting = desk.page.getByRole('region', { name: REQUESTS })
  await visible(waiting.getByText('12 %'))
  await shot(desk.page, 'discount-asked')
  expect(await findings(desk.page)).toEqual([])
  expect(await net()).toBe(PRICE)

  const phone = await opened('/board', { viewport: PHONE })
  const asked = phone.page.getByRole('region', { name: REQUESTS })
  await visible(asked.getByText('Client depuis 2009'))
  await shot(phone.page, 'discount-requests-phone')
  expect(await findings(phone.page)).toEqual([])
  await asked.getByRole('button', { name: 'Accorder' }).click()
  await asked.waitFor({ state: 'hidden' })
  expect(await net()).toBe(PRICE - 28_800)

  await waiting.waitFor({ state: 'hidden' })
  await visible(desk.page.getByRole('region', { name: 'Remises et payeurs' }).getByText('Client depuis 2009'))
  expect(desk.problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  expect(phone.problems).toEqual([])
  await desk.context.close()
  await phone.context.close()
})

test('a line is asked for where it is written, and refused with a word', async () => {
  const line = order.jobs[0]?.lines[0]?.id
  const other = await apiOf(garage, ADVISOR)
  await other.post(`/work-orders/${order.id}/discount-requests`, { line_id: line, share: 2000, reason: 'Geste' })
  const arabic = await opened('/work-orders', { viewport: DESK, language: 'ar', theme: 'dark' })
  const asked = arabic.page.getByRole('region', { name: 'تخفيضات مطلوبة' })
  await visible(asked.getByText('20 %'))
  await shot(arabic.page, 'discount-requests-arabic')
  expect(await findings(arabic.page)).toEqual([])
  await asked.getByRole('button', { name: 'رفض' }).click()
  const dialog = arabic.page.getByRole('dialog')
  await dialog.getByLabel('كلمة لصاحب الطلب (اختياري)').fill('Offrez un lavage')
  await dialog.getByRole('button', { name: 'رفض' }).click()
  await asked.waitFor({ state: 'hidden' })
  await arabic.context.close()
  const { items } = await api.get<{ items: { state: string; word: string | null }[] }>(
    `/discount-requests?work_order=${order.id}`,
  )
  expect(items[0]).toMatchObject({ state: 'refused', word: 'Offrez un lavage' })
})
