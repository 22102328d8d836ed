import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id, Page as Rows, WorkOrder } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { findings, type Look, launch, openContext, PHONE, settled, shot, signedIn, visible, watch } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage, TECHNICIAN } from './garage'
import { type Notice, type PushService, startPushService } from './push'
import { atNoon, finish, openOrder } from './ready'

let garage: Garage
let browser: Browser
let api: Api
let site: Id
let service: PushService

beforeAll(async () => {
  service = await startPushService()
  garage = await startGarage({ settings: { ECAR_GATEWAY_HOSTS: '127.0.0.1' } })
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await service?.stop()
})

/** The browser that is installed here has no push service and shows no notices: its own part is stood in for, the app's is not. */
async function withPushService(context: BrowserContext, answer: 'granted' | 'denied') {
  await context.addInitScript(
    ([subscription, answer]) => {
      if (window.top !== window.self) return
      const kept = () => (localStorage.getItem('browser') ? { toJSON: () => subscription, unsubscribe } : null)
      const unsubscribe = async () => localStorage.removeItem('browser') ?? true
      Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('asked') ?? 'default' })
      Notification.requestPermission = async () => {
        localStorage.setItem('asked', answer)
        return answer
      }
      PushManager.prototype.getSubscription = async () => kept() as unknown as PushSubscription
      PushManager.prototype.subscribe = async () => {
        localStorage.setItem('browser', 'subscribed')
        return kept() as unknown as PushSubscription
      }
    },
    [service.subscription, answer] as const,
  )
}

async function profile(email: string, answer: 'granted' | 'denied', look: Look = {}) {
  const context = await openContext(browser, garage, { site, viewport: PHONE, worker: true, ...look })
  await withPushService(context, answer)
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto('/profile')
  await settled(page)
  return { context, page, problems }
}

/** The app's service worker, with what it shows and opens noted. */
interface Worker {
  shown: Record<string, unknown>[]
  opened: string[]
  registration: { showNotification: (title: string, options: object) => Promise<void> }
  clients: { openWindow: (url: string) => Promise<null> }
}

/** As the browser hands what its push service took to the app that sleeps: what the app shows, and where a touch leads. */
async function shown(context: BrowserContext, page: Page, notice: Notice) {
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('The app has no service worker')
  await worker.evaluate(() => {
    const self = globalThis as unknown as Worker
    self.shown = []
    self.opened = []
    self.registration.showNotification = async (title, options) => {
      self.shown.push({ title, ...options })
    }
    self.clients.openWindow = async (url) => {
      self.opened.push(url)
      return null
    }
  })
  const devtools = await context.newCDPSession(page)
  const registration = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: garage.url,
    registrationId: await registration,
    data: JSON.stringify(notice),
  })
  const told = () => worker.evaluate(() => (globalThis as unknown as Worker).shown)
  await expect.poll(told).toHaveLength(1)
  const opened = await worker.evaluate(
    async (data) => {
      const self = globalThis as unknown as Worker
      const touch = new Event('notificationclick') as Event & Record<string, unknown>
      let led: Promise<unknown> = Promise.resolve()
      Object.assign(touch, {
        notification: { data, close: () => {} },
        waitUntil: (work: Promise<unknown>) => {
          led = work
        },
      })
      globalThis.dispatchEvent(touch)
      await led
      return self.opened
    },
    { url: notice.url },
  )
  return { notice: (await told())[0], opened }
}

test('a technician has a telephone told, hears of work in the pocket, and signing out ends it', async () => {
  const { context, page, problems } = await profile(TECHNICIAN, 'granted')
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: fr.push.title }) })
  await visible(panel.getByText(fr.push.text))
  await panel.getByRole('button', { name: fr.push.on }).click()
  await visible(panel.getByText(fr.profile.thisOne))
  await panel.getByRole('button', { name: fr.push.try }).click()
  await visible(page.getByText(fr.push.told_one))
  expect(service.told.map(({ title }) => title)).toEqual(['Les notifications arrivent ici'])
  await shot(page, 'push-phone')
  expect(await findings(page)).toEqual([])

  const order = await openOrder(api, site)
  const me = await api.get<Rows<{ id: Id; email: string }>>(`/staff?role=technician&site=${site}`)
  const technician = me.items.find(({ email }) => email === TECHNICIAN)
  await api.post<WorkOrder>(`/work-orders/${order.id}/assign`, { technician_id: technician?.id })
  await expect.poll(() => service.told.length, { timeout: 20_000 }).toBe(2)
  const notice = service.told[1]
  if (!notice) throw new Error('Nothing was told')
  expect(notice).toMatchObject({ title: 'Un travail vous est confié', url: `/work-orders/${order.id}`, lang: 'fr' })
  const { notice: seen, opened } = await shown(context, page, notice)
  expect(seen).toMatchObject({ title: notice.title, body: notice.body, tag: notice.tag, dir: 'ltr' })
  expect(opened).toEqual([`${garage.url}/work-orders/${order.id}`])

  await page.reload()
  await settled(page)
  await visible(panel.getByText(fr.profile.thisOne))
  await page.getByRole('button', { name: new RegExp(fr.app.account) }).click()
  await page.getByRole('menuitem', { name: fr.app.signOut }).click()
  await page.waitForURL(/sign-in/)
  const theirs = await apiOf(garage, TECHNICIAN)
  expect((await theirs.get<Rows<{ id: Id }>>('/push/devices')).items).toEqual([])
  expect(await page.evaluate(() => [localStorage.getItem('browser'), localStorage.getItem('ecar.push')])).toEqual([
    null,
    null,
  ])
  // What the page asks while it goes is refused.
  expect(problems.filter((problem) => !problem.includes('401'))).toEqual([])
  await context.close()
})

test('beside the news it is offered once; who said no is told how to say yes; Arabic, dark', async () => {
  const { context, page, problems } = await profile(OWNER, 'denied', { language: 'ar', theme: 'dark' })
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: ar.push.title }) })
  await page.locator('header .anticon-bell').click()
  const drawer = page.getByRole('dialog')
  await visible(drawer.getByText(ar.push.offer))
  await shot(page, 'push-offer-phone-ar')
  await drawer.getByRole('button', { name: ar.push.on }).click()
  await expect.poll(() => drawer.getByText(ar.push.offer).count()).toBe(0)
  await page.reload()
  await settled(page)
  await visible(panel.getByText(ar.push.against.denied))
  await shot(page, 'push-denied-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a customer lets the telephone be told on the page of an estimate, and hears there that the car is ready', async () => {
  await atNoon(api, site)
  const order = await openOrder(api, site)
  const path = `/work-orders/${order.id}`
  await api.post(`${path}/estimates`, { by_message: false })
  const made = await api.post<{ path: string }>(`${path}/estimate-links`, {})
  const context = await openContext(browser, garage, { viewport: PHONE, language: 'en', worker: true })
  await withPushService(context, 'granted')
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(made.path)
  const ask = page.getByRole('button', { name: 'Tell me here' })
  await visible(ask)
  await shot(page, 'push-customer')
  expect(await findings(page)).toEqual([])
  await ask.click()
  await visible(page.getByText('This device will be told.'))
  const before = service.told.length
  await finish(api, site, order)
  await expect.poll(() => service.told.length, { timeout: 20_000 }).toBeGreaterThan(before)
  expect(service.told.at(-1)).toMatchObject({ title: 'Garage du Lac' })
  expect(service.told.at(-1)?.body).toMatch(/^Peugeot 208/)
  expect(problems).toEqual([])
  await context.close()
})
