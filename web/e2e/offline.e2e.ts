import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { type Garage, startGarage } from './garage'

let garage: Garage
let browser: Browser

beforeAll(async () => {
  garage = await startGarage({ workOrders: 120 })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const LOOKS: [string, string, Look, string][] = [
  ['a desk', 'unreached', { viewport: DESK }, 'Le garage ne répond pas'],
  ['a dark phone in Arabic', 'unreached-ar', { viewport: PHONE, language: 'ar', theme: 'dark' }, 'الورشة لا تجيب'],
]

test.each(LOOKS)(
  'without a connection the app opens on %s, waits, and goes on where one was',
  async (_name, name, look, words) => {
    const { page, context } = await openAt(browser, garage, '/board', { ...look, worker: true })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    // What was loaded before the worker was there is asked for through it now, and kept.
    await page.reload()
    await visible(page.locator('.board').first())
    await context.setOffline(true)
    await page.reload()
    await visible(page.getByRole('heading', { name: words }))
    await shot(page, name)
    expect(await findings(page)).toEqual([])
    await context.setOffline(false)
    await visible(page.locator('.board').first())
    expect(new URL(page.url()).pathname).toBe('/board')
    await context.close()
  },
)
