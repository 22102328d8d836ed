import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Feedback, Id, Page as Rows } from '../src/api/types'
import ar from '../src/locales/ar.json' with { type: 'json' }
import fr from '../src/locales/fr.json' with { type: 'json' }
import { feedbackTexts } from '../src/public/feedbackTexts'
import { findings, type Look, launch, openAt, openContext, PHONE, shot, visible } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

let garage: Garage
let browser: Browser
let api: Api
let site: Id

beforeAll(async () => {
  garage = await startGarage()
  api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await garage?.stop()
})

const opened = (path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })
const list = (state: string) => api.get<Rows<Feedback>>(`/feedback?site=${site}&state=${state}&limit=20`)

test('an owner says when to ask, and what is wrong with an address stands beside it', async () => {
  const { page, context, problems } = await opened('/settings/site')
  const panel = page.getByRole('region', { name: fr.feedback.settings, exact: true })
  await panel.getByRole('button', { name: /Régler|Choisir|Modifier/ }).click()
  const dialog = page.getByRole('dialog')
  const address = dialog.getByLabel(fr.feedback.reviewUrl)
  await address.fill('http://g.page/r/lac')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(dialog.getByText(fr.problem.field['address-refused']))
  await shot(page, 'feedback-settings')
  expect(await findings(page)).toEqual([])
  await address.fill('https://g.page/r/garage-du-lac/review')
  await dialog.getByRole('button', { name: fr.common.save }).click()
  await visible(page.getByText(fr.settings.saved))
  await context.close()
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
})

test('the desk reads who is not content, and notes what was done', async () => {
  const [low] = (await list('open')).items
  if (!low) throw new Error('The demonstration has no low score')
  const { page, context, problems } = await opened('/messages?view=feedback')
  await visible(page.getByRole('heading', { name: fr.feedback.months }))
  await shot(page, 'feedback-desk')
  expect(await findings(page)).toEqual([])
  await page.getByText(fr.feedback.state.open, { exact: true }).first().click()
  await page.getByRole('button', { name: fr.feedback.handle }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Appelée ; elle revient jeudi.')
  await dialog.getByRole('button', { name: fr.feedback.handle }).click()
  await visible(page.getByText(fr.feedback.noted))
  expect((await list('handled')).items.map(({ id }) => id)).toContain(low.id)
  expect(problems).toEqual([])
  await context.close()
})

test.each<[string, string, Look]>([
  ['a desk', '', {}],
  ['a dark telephone in Arabic', '-phone-ar', { language: 'ar', theme: 'dark', viewport: PHONE }],
])(
  'a customer’s page says how content they were, with their words one click away, on %s',
  async (_name, name, look) => {
    const [said] = (await list('handled')).items.filter(({ words }) => words !== '')
    if (!said) throw new Error('The demonstration has nothing that was handled')
    const { page, context, problems } = await opened(`/customers/${said.customer_id}`, look)
    const title = look.language === 'ar' ? ar.feedback.title : fr.feedback.title
    const panel = page.getByRole('complementary', { name: title })
    await visible(panel.locator('.feedback-stars').first())
    expect(await panel.getByText(said.words).count()).toBe(0)
    await panel.getByRole('button').click()
    await visible(panel.getByText(said.words))
    await panel.scrollIntoViewIfNeeded()
    await shot(page, `feedback-customer${name}`)
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  },
)

test('a page that is not there says so', async () => {
  const { page, context } = await opened('/board')
  await page.goto(`${garage.url}/nowhere`)
  await visible(page.getByText(fr.app.notFound))
  await context.close()
})

test('feedback in Arabic on a dark telephone', async () => {
  const look: Look = { language: 'ar', theme: 'dark', viewport: PHONE }
  const { page, context, problems } = await opened('/messages?view=feedback', look)
  await visible(page.getByText('خدمة ممتازة'))
  await shot(page, 'feedback-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('a customer answers by their link on a telephone, changes it, and a wrong link opens nothing', async () => {
  const [asked] = (await list('asked')).items
  // Of a demonstration the code is its order's id.
  const link = `${garage.url}/f/${asked?.work_order_id.replaceAll('-', '')}`
  const context = await openContext(browser, garage, { viewport: PHONE })
  const page = await context.newPage()
  const say = feedbackTexts('fr')
  await page.goto(link)
  await visible(page.getByRole('heading', { name: say.title }))
  await page.getByRole('button', { name: say.send }).click()
  await visible(page.getByRole('alert').getByText(say.choose))
  await page.locator('.stars label').nth(1).click()
  await page.getByLabel(say.words).fill('Le bruit est toujours là.')
  await shot(page, 'feedback-form-phone')
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: say.send }).click()
  await visible(page.getByText(say.sorry))
  expect(await page.getByRole('link', { name: say.review }).count()).toBe(0)
  expect((await list('open')).items.map(({ id }) => id)).toContain(asked?.id)
  await page.reload()
  await page.getByRole('button', { name: say.change }).click()
  await page.locator('.stars label').nth(4).click()
  await page.getByRole('button', { name: say.send }).click()
  await visible(page.getByText(say.thanks))
  await visible(page.getByRole('link', { name: say.review }))
  await shot(page, 'feedback-said-phone')
  expect(await findings(page)).toEqual([])
  await page.goto(`${garage.url}/f/0000000000000000000000`)
  await visible(page.getByRole('heading'))
  expect(await page.locator('.stars').count()).toBe(0)
  await context.close()
})
