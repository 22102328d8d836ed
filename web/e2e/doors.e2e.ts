import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import ar from '../src/locales/ar.json'
import en from '../src/locales/en.json'
import fr from '../src/locales/fr.json'
import { findings, type Look, launch, openContext, PHONE, settled, signedIn, visible } from './browser'
import { ADVISOR, freePort, type Garage, OWNER, startGarage } from './garage'
import { CLIENT_SECRET, type Provider, startProvider } from './provider'

let garage: Garage
let provider: Provider
let browser: Browser

beforeAll(async () => {
  // Passkeys and the provider's way back need to know the address beforehand.
  const publicUrl = `http://localhost:${await freePort()}`
  provider = await startProvider(publicUrl)
  const settings = {
    ECAR_OIDC_ISSUER: provider.issuer,
    ECAR_OIDC_CLIENT_ID: 'ecar',
    ECAR_OIDC_CLIENT_SECRET: CLIENT_SECRET,
    ECAR_OIDC_NAME: 'Annuaire',
  }
  garage = await startGarage({ workOrders: 10, publicUrl, settings })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
  await provider?.stop()
})

const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`(^|\\s)${name}$`) })
const inside = (page: Page) => visible(page.getByRole('navigation', { name: fr.nav.main }))
const close = (page: Page): Promise<void> => page.context().close()

async function openPage(path: string, look: Look = {}, email?: string): Promise<Page> {
  const context = await openContext(browser, garage, look)
  if (email) await signedIn(context, email, garage.password)
  const page = await context.newPage()
  await page.goto(path)
  await (email ? settled(page) : visible(page.locator('main h1')))
  return page
}

async function signOutOn(page: Page) {
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await page.getByRole('menuitem', { name: fr.app.signOut }).click()
  await visible(page.getByLabel(fr.signIn.who))
}

async function prove(page: Page) {
  await page.getByRole('dialog').getByLabel(fr.password.current).fill(garage.password)
}

/** The profile's row with this heading. */
const row = (page: Page, title: string) => page.locator('.security-row').filter({ hasText: title }).first()

interface Telephone {
  cdp: CDPSession
  id: string
}

/** An authenticator of the browser's own, as in a telephone: it asks its owner for a finger. */
async function telephone(page: Page): Promise<Telephone> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

/** The page offers passkeys by its button alone: this authenticator would answer the field of the address at once. */
async function byButtonOnly(page: Page) {
  const off = () => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  }
  await page.addInitScript(off)
  await page.evaluate(off)
}

async function addPasskey(page: Page, name: string) {
  await button(page, fr.passkeys.add).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(fr.passkeys.name).fill(name)
  await prove(page)
  await dialog.getByRole('button', { name: fr.passkeys.make }).click()
}

/** No token is within reach of scripts, or in an address. */
async function nothingToSteal(page: Page) {
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  )
  expect(kept).not.toMatch(/eyJ|ecar_refresh/)
  const refresh = (await page.context().cookies()).find(({ name }) => name.endsWith('ecar_refresh'))
  expect([refresh?.httpOnly, refresh?.sameSite]).toEqual([true, 'Strict'])
}

test('a passkey is added, signs in, gets another name, and is removed', async () => {
  const page = await openPage('/profile', {}, OWNER)
  const { cdp, id } = await telephone(page)
  await byButtonOnly(page)
  await addPasskey(page, 'Mon téléphone')
  await visible(page.getByText('Mon téléphone', { exact: true }))
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id })
  expect(credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential])).toEqual([
    ['localhost', true],
  ])
  await addPasskey(page, 'Encore lui')
  await visible(page.getByText(fr.problem['passkey-there']))
  await button(page, fr.common.cancel).click()
  expect(await findings(page)).toEqual([])
  await page.screenshot({ path: process.env.ECAR_SHOTS ? `${process.env.ECAR_SHOTS}/profile.png` : undefined })

  await signOutOn(page)
  const answered = page.waitForRequest('**/auth/passkey/finish')
  await button(page, fr.passkeys.signIn).click()
  await inside(page)
  await nothingToSteal(page)
  const again = await page.request.post('/api/v1/auth/passkey/finish', { data: (await answered).postDataJSON() })
  expect([again.status(), (await again.json()).code]).toEqual([401, 'passkey-refused'])

  await page.goto('/profile')
  const keys = row(page, fr.passkeys.title)
  await keys.getByRole('button', { name: fr.passkeys.rename }).click()
  await page.getByRole('dialog').getByLabel(fr.passkeys.name).fill('Téléphone de Hela')
  await button(page, fr.common.save).click()
  await visible(keys.getByText('Téléphone de Hela'))
  await keys.getByRole('button', { name: fr.common.remove }).click()
  await prove(page)
  await page.getByRole('dialog').getByRole('button', { name: fr.common.remove }).click()
  await visible(page.locator('.ant-message').getByText(fr.passkeys.removed))
  await expect.poll(() => keys.getByText('Téléphone de Hela').count()).toBe(0)

  await signOutOn(page)
  await button(page, fr.passkeys.signIn).click()
  await visible(page.getByText(fr.problem['passkey-refused']))
  await close(page)
})

test('without a finger, or at another address, a passkey opens nothing', async () => {
  const page = await openPage('/profile', {}, ADVISOR)
  const { cdp, id } = await telephone(page)
  await byButtonOnly(page)
  await addPasskey(page, 'Tablette')
  await visible(page.getByText('Tablette', { exact: true }))
  await signOutOn(page)
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false })
  await button(page, fr.passkeys.signIn).click()
  await visible(page.getByText(fr.problem['passkey-not-given']))
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true })
  await page.goto(`${garage.url.replace('localhost', '127.0.0.1')}/sign-in`)
  await button(page, fr.passkeys.signIn).click()
  await visible(page.getByText(fr.problem['passkey-not-given']))
  await page.goto(`${garage.url}/sign-in`)
  await button(page, fr.passkeys.signIn).click()
  await inside(page)
  await close(page)
})

test('a passkey waits in the field of the e-mail address', async () => {
  const page = await openPage('/profile', {}, ADVISOR)
  await telephone(page)
  await addPasskey(page, 'Au guichet')
  await visible(page.getByText('Au guichet', { exact: true }))
  const answered = page.waitForResponse('**/auth/passkey/finish')
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await page.getByRole('menuitem', { name: fr.app.signOut }).click()
  expect((await answered).status()).toBe(200)
  await inside(page)
  await close(page)
})

/** Signs in at the provider, and lets ECAR know. */
async function atProvider(page: Page, who: string) {
  await page.waitForURL(`${provider.issuer}/**`)
  await page.locator('input[name=login]').fill(who)
  await page.locator('input[name=password]').fill('anything')
  await page.locator('button[type=submit]').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${garage.url}/**`)
}

const throughProvider = (page: Page) => page.getByRole('link', { name: 'Se connecter avec Annuaire' }).click()

test('the provider opens a linked account, and no other', async () => {
  const page = await openPage('/sign-in')
  await throughProvider(page)
  // The provider vouches for the owner's address; it is the link that counts.
  await atProvider(page, 'person-1')
  await visible(page.getByText(fr.problem['oidc-unknown']))
  expect(await findings(page)).toEqual([])

  await signedIn(page.context(), OWNER, garage.password)
  await page.goto('/profile')
  await settled(page)
  await row(page, 'Annuaire').getByRole('button', { name: fr.oidc.action.link, exact: true }).click()
  await page.getByRole('dialog').getByLabel(fr.password.current).fill('pas le bon')
  await page.getByRole('dialog').getByRole('button', { name: fr.oidc.action.link, exact: true }).click()
  await visible(page.getByText(fr.problem.field['wrong-password']))
  await prove(page)
  await page.getByRole('dialog').getByRole('button', { name: fr.oidc.action.link, exact: true }).click()
  await visible(page.getByText(fr.oidc.nowLinked))
  await visible(row(page, 'Annuaire').getByText(fr.oidc.linked, { exact: true }))

  await signOutOn(page)
  await throughProvider(page)
  await inside(page)
  await page.goto('/profile')
  await visible(page.getByText(OWNER).first())

  const other = await openPage('/profile', {}, ADVISOR)
  await row(other, 'Annuaire').getByRole('button', { name: fr.oidc.action.link, exact: true }).click()
  await prove(other)
  await other.getByRole('dialog').getByRole('button', { name: fr.oidc.action.link, exact: true }).click()
  await atProvider(other, 'person-1')
  await visible(other.getByText(fr.problem['sign-in-taken']))
  await close(other)

  await row(page, 'Annuaire').getByRole('button', { name: fr.oidc.action.unlink }).click()
  await prove(page)
  await page.getByRole('dialog').getByRole('button', { name: fr.oidc.action.unlink }).click()
  await visible(row(page, 'Annuaire').getByText(fr.oidc.notLinked, { exact: true }))
  await signOutOn(page)
  await throughProvider(page)
  await visible(page.getByText(fr.problem['oidc-unknown']))
  await close(page)
})

test('the ways in stand on a telephone, in each language', async () => {
  for (const [language, words] of Object.entries({ ar, en, fr })) {
    const page = await openPage('/sign-in', { language: language as 'ar' | 'en' | 'fr', viewport: PHONE })
    await visible(page.getByRole('button', { name: new RegExp(words.passkeys.signIn) }))
    await visible(page.getByRole('link', { name: new RegExp(words.oidc.signIn.replace('{{name}}', 'Annuaire')) }))
    // Until its styles and fonts have come, a page may be wider for a moment.
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(excess, { timeout: 5_000 }).toBeLessThanOrEqual(0)
    expect(await findings(page)).toEqual([])
    await page.screenshot({
      path: process.env.ECAR_SHOTS ? `${process.env.ECAR_SHOTS}/sign-in-${language}.png` : undefined,
    })
    await close(page)
  }
})

test('a provider that is away is said, and the password still works', async () => {
  // What it says of itself is remembered for an hour: a garage that never asked it.
  const publicUrl = `http://localhost:${await freePort()}`
  const settings = { ECAR_OIDC_ISSUER: 'http://127.0.0.1:1', ECAR_OIDC_CLIENT_ID: 'ecar', ECAR_OIDC_NAME: 'Annuaire' }
  const alone = await startGarage({ workOrders: 1, publicUrl, settings })
  try {
    const context = await openContext(browser, alone)
    const page = await context.newPage()
    await page.goto('/sign-in')
    await throughProvider(page)
    await visible(page.getByText(fr.problem.unavailable))
    await page.getByLabel(fr.signIn.who).fill(OWNER)
    await page.getByLabel(fr.signIn.password, { exact: true }).fill(alone.password)
    await button(page, fr.signIn.go).click()
    await inside(page)
    await context.close()
  } finally {
    await alone.stop()
  }
})
