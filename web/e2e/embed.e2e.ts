import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import fr from '../src/locales/fr.json'
import pub from '../src/locales/public.fr.json'
import { findings, launch, openContext, PHONE, settled, signedIn, visible, watch } from './browser'
import { apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

/** A web site of somebody's: one page, whose text the test sets. */
interface WebSite {
  origin: string
  show: (body: string) => void
  stop: () => Promise<void>
}

let garage: Garage
let browser: Browser
let site: string
let own: WebSite
let strange: WebSite

async function webSite(): Promise<WebSite> {
  let text = ''
  const server: Server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="fr"><title>Site</title><body><main>${text}</main></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    show: (body) => {
      text = body
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

beforeAll(async () => {
  garage = await startGarage()
  site = (await siteOf(await apiOf(garage, OWNER), 'LAC')).id
  own = await webSite()
  strange = await webSite()
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await own?.stop()
  await strange?.stop()
  await garage?.stop()
})

async function visit(where: WebSite): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'fr-TN', reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(where.origin)
  return { page, problems }
}

/** The frame's page was refused: the browser put its own in its place. */
const isRefused = async (page: Page) => {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame()
  await expect.poll(() => frame?.url(), { timeout: 10_000 }).toBe('chrome-error://chromewebdata/')
  expect(await frame?.locator('#root').count()).toBe(0)
}

test('the booking page stands in the web site that the garage named, as high as it is, and in no other', async () => {
  const context = await openContext(browser, garage, { site })
  await signedIn(context, OWNER, garage.password)
  const settings = await context.newPage()
  await settings.goto('/settings/site')
  await settled(settings)
  await settings.getByRole('switch', { name: fr.booking.online }).click()
  const frames = settings.getByLabel(fr.booking.frames)
  await frames.fill(`${own.origin}/contact.html `)
  await frames.press('Enter')
  await visible(settings.locator('.ant-select-selection-item', { hasText: own.origin }))
  await settings.getByRole('button', { name: fr.booking.save }).click()
  const box = settings.getByLabel(fr.booking.snippet)
  await visible(box)
  const snippet = await box.inputValue()
  expect(snippet).toContain(`src="${garage.url}/book/lac"`)
  expect(await findings(settings)).toEqual([])
  await context.close()

  own.show(`<h2>Garage</h2>${snippet}`)
  const { page, problems } = await visit(own)
  const frame = page.frameLocator('#ecar-lac')
  await visible(frame.getByRole('heading', { name: pub.title }))
  const height = () => page.locator('#ecar-lac').evaluate((element) => element.clientHeight)
  const inside = () => frame.locator('#root').evaluate((element) => Math.ceil(element.getBoundingClientRect().height))
  await expect.poll(async () => (await height()) - (await inside())).toBe(0)
  const before = await height()
  await frame.getByRole('checkbox').first().check()
  await visible(frame.getByRole('group', { name: pub.time }))
  await expect.poll(height).toBeGreaterThan(before)
  await frame.getByRole('group', { name: pub.time }).getByRole('button').first().click()
  await frame.getByLabel(pub.name).fill('Sonia Trabelsi')
  await frame.getByLabel(pub.phone).fill('22 987 654')
  await frame.getByLabel(pub.plate).fill('198 TU 7766')
  await frame.getByLabel(pub.consent).check()
  await frame.getByRole('button', { name: new RegExp(pub.send) }).click()
  await visible(frame.getByRole('heading', { name: pub.thanks }))
  expect(problems).toEqual([])

  strange.show(snippet)
  await isRefused((await visit(strange)).page)
})

test('the page of a link stands in nobody’s frame', async () => {
  own.show(`<iframe src="${garage.url}/a/nothing" title="x"></iframe>`)
  await isRefused((await visit(own)).page)
})
