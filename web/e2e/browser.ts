import { existsSync, mkdirSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Garage, OWNER } from './garage'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const DESK = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }

const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Debian's Chromium, the one without windows where it is there, or the one ECAR_CHROMIUM names. */
export const launch = (more: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.ECAR_CHROMIUM ?? INSTALLED.find(existsSync),
    args: [...FLAGS, ...more],
  })

export interface Look {
  language?: 'fr' | 'ar' | 'en'
  theme?: 'light' | 'dark'
  site?: string
  viewport?: { width: number; height: number }
  /** Things slide and fade; without it the system asks for less motion, and a click lands where it was aimed. */
  motion?: boolean
  /** Whether the app's worker is there: what goes through it cannot be looked at, or stopped, on its way. */
  worker?: boolean
}

/** A browser profile of its own, with the app's choices already made. */
export async function openContext(browser: Browser, garage: Garage, look: Look = {}): Promise<BrowserContext> {
  const { language = 'fr', theme = 'light', site, viewport = DESK, motion = false, worker = false } = look
  const context = await browser.newContext({
    baseURL: garage.url,
    viewport,
    timezoneId: 'Africa/Tunis',
    locale: 'fr-TN',
    hasTouch: viewport === PHONE,
    reducedMotion: motion ? 'no-preference' : 'reduce',
    serviceWorkers: worker ? 'allow' : 'block',
  })
  context.setDefaultTimeout(20_000)
  const chosen = { 'ecar.language': language, 'ecar.theme': theme, ...(site ? { 'ecar.site': site } : {}) }
  await context.addInitScript((entries) => {
    // Sandboxed frames (the invoice's PDF) have no storage.
    if (window.top !== window.self) return
    for (const [key, value] of entries) localStorage.setItem(key, value)
  }, Object.entries(chosen))
  return context
}

/** Signs a profile in without the page: the session is behind its cookie. */
export async function signedIn(context: BrowserContext, email: string, password: string) {
  const response = await context.request.post('/api/v1/auth/login', { data: { email, password } })
  expect(response.status()).toBe(200)
}

export interface Opened {
  context: BrowserContext
  page: Page
  /** What goes wrong in it from now on. */
  problems: string[]
}

/** A page of somebody's, the owner's when nothing is said, on a desk: it stands. */
export async function openAt(
  browser: Browser,
  garage: Garage,
  path: string,
  { email = OWNER, ...look }: Look & { email?: string } = {},
): Promise<Opened> {
  const context = await openContext(browser, garage, look)
  await signedIn(context, email, garage.password)
  const page = await context.newPage()
  const problems = watch(page)
  await page.goto(path)
  await settled(page)
  return { context, page, problems }
}

/** Everything that went wrong in a page: console errors, exceptions, failed requests and answers of 500 and above. */
export function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    // Asking whether a session exists is answered with 401 when there is none.
    if (url.endsWith('/api/v1/auth/refresh') && message.text().includes('401')) return
    problems.push(`console: ${message.text()} (${url})`)
  })
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
  return problems
}

/** Waits until it is seen; what is seen instead stands in the failure. */
export const visible = (locator: Locator) =>
  locator.waitFor({ state: 'visible' }).catch(async (error: Error) => {
    const shown = locator.page().locator('#main, [role=dialog], [role=tooltip], .ant-message, .ant-notification')
    const seen = (await shown.allInnerTexts()).join('\n').replace(/\s*\n\s*/g, ' | ')
    throw new Error(`${error.message}\nSeen instead: ${seen.slice(0, 2000)}`)
  })

/** The page's content stands: its first heading is there and no placeholder is left. */
export async function settled(page: Page) {
  await visible(page.locator('main h1').first())
  await expect.poll(() => page.locator('main .ant-skeleton').count(), { timeout: 20_000 }).toBe(0)
  await page.evaluate(() => document.fonts.ready.then(() => true))
}

/** A list of facts as { "Net HT": "553,100 DT" }, spaces made plain. */
export const factsIn = (list: Locator): Promise<Record<string, string>> =>
  list.evaluate((box) => {
    const plain = (element: Element | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
    const values = [...box.querySelectorAll('dd')]
    return Object.fromEntries([...box.querySelectorAll('dt')].map((name, at) => [plain(name), plain(values[at])]))
  })

/** Nothing fades or slides any more: what is half shown has colours of its own. What turns for ever may go on. */
const still = (page: Page) =>
  page.evaluate(async () => {
    const moves = () =>
      document.getAnimations().some(({ playState, effect }) => {
        return playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
      })
    const until = performance.now() + 5_000
    for (let frames = 0; frames < 3 && performance.now() < until; frames++) {
      if (moves()) frames = 0
      await new Promise((next) => requestAnimationFrame(next))
    }
  })

async function look(page: Page): Promise<{ violations: axe.Result[]; moved: boolean }> {
  await still(page)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const [began, stop] = [['transitionrun', 'animationstart'], new AbortController()]
    let moved = false
    for (const event of began) document.addEventListener(event, () => (moved = true), stop)
    const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false })
    stop.abort()
    return { violations, moved }
  })
}

/** What axe-core finds serious or critical while the page stands still, as "rule: where". Where something began to move meanwhile, it looks again. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  let seen = await look(page)
  for (let turn = 0; seen.moved && turn < 5; turn++) seen = await look(page)
  return seen.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`))
}

/** The token a page has is refused from now on; the next one is not. */
export async function refuseToken(page: Page) {
  let old: string | undefined
  await page.route('**/api/v1/**', (route) => {
    const { authorization } = route.request().headers()
    old ??= authorization
    if (authorization === undefined || authorization !== old) return route.fallback()
    const problem = { type: '/problems/unauthenticated', code: 'unauthenticated', title: 'No session', status: 401 }
    return route.fulfill({ status: 401, json: problem })
  })
}

/** Keeps a picture of the whole page where ECAR_SHOTS says. */
export async function shot(page: Page, name: string) {
  const folder = process.env.ECAR_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await still(page)
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
