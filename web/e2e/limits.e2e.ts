import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignIn, Site, Vehicle, WorkOrder } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { findings, launch, openContext, PHONE, settled, signedIn, visible } from './browser'
import { ADVISOR, type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let owner: Api
let lac: Site

beforeAll(async () => {
  garage = await startGarage(10)
  owner = await apiOf(garage, OWNER)
  lac = await siteOf(owner, 'LAC')
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

async function openAs(email: string, path: string, look = {}): Promise<Page> {
  const context = await openContext(browser, garage, { site: lac.id, ...look })
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  return page
}

async function openOrder(): Promise<WorkOrder> {
  const { items } = await owner.get<{ items: Vehicle[] }>('/vehicles?limit=1')
  const lines = [{ kind: 'labour', quantity: 1000 }]
  return owner.post<WorkOrder>('/work-orders', {
    site_id: lac.id,
    customer_id: items[0]?.owner?.id,
    vehicle_id: items[0]?.id,
    concern: 'Bruit',
    jobs: [{ title: 'Freins', lines }],
  })
}

const discountOf = async (id: string) => (await owner.get<WorkOrder>(`/work-orders/${id}`)).jobs[0]?.lines[0]?.discount

test('an advisor gives a discount up to what the role allows, from the moment it changes', async () => {
  const order = await openOrder()
  const advisors = await openAs(ADVISOR, `/work-orders/${order.id}`)
  const field = (most: string) =>
    advisors.getByLabel(`${fr.workshop.discount} (${fr.workshop.discountLimit.replace('{{percent}}', most)})`)
  await visible(field('10'))

  const owners = await openAs(OWNER, '/roles/advisor')
  const limit = owners.getByLabel(fr.roles.maxDiscount)
  expect(await limit.inputValue()).toBe('10')
  await limit.fill('7,5')
  await owners.getByRole('button', { name: new RegExp(`${fr.common.save}$`) }).click()
  await visible(owners.getByText(fr.roles.saved))
  await visible(field('7,5'))

  await field('7,5').fill('8')
  await field('7,5').press('Enter')
  await visible(advisors.getByRole('alert').filter({ hasText: 'au plus 7,5 %' }))
  expect(await discountOf(order.id)).toBe(0)
  expect(await findings(advisors)).toEqual([])

  await field('7,5').fill('7,5')
  await field('7,5').press('Enter')
  await expect.poll(() => discountOf(order.id)).toBe(750)
  await advisors.context().close()
  await owners.context().close()
})

test('what somebody was refused is in the log of sign-ins, on a phone too', async () => {
  const advisor = await apiOf(garage, ADVISOR)
  await expect(advisor.get('/audit')).rejects.toThrow('403')
  const { items } = await owner.get<{ items: SignIn[] }>('/sign-ins?limit=5')
  expect(items[0]).toMatchObject({
    outcome: 'refused',
    operation: 'GET /api/v1/audit',
    code: 'forbidden',
    user_name: 'Nadia',
  })
  for (const look of [{}, { viewport: PHONE }]) {
    const page = await openAs(OWNER, '/sign-ins', look)
    await visible(page.getByText(fr.signIns.outcome.refused).first())
    await visible(page.getByText('GET /audit').first())
    expect(await findings(page)).toEqual([])
    await page.context().close()
  }
})
