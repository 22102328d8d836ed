import { expect, test } from 'vitest'
import type { DocumentStyle } from '../src/api/types'
import fr from '../src/locales/fr.json'
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { api, browser, garage, site, withGarage } from './stage'

/** One white pixel, as a logo. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC'

withGarage()

const opened = (look: Look = {}) => openAt(browser, garage, '/settings/site', { site, ...look })

test('a site gives its documents a look, sees an example before it is saved, and is told what cannot be read', async () => {
  const { page, context, problems } = await opened({ viewport: DESK })
  const panel = page.getByRole('region', { name: fr.styles.title })
  await panel.scrollIntoViewIfNeeded()
  await visible(panel.locator('iframe'))
  const first = await panel.locator('iframe').getAttribute('src')
  await panel
    .getByLabel(fr.styles.chooseLogo)
    .first()
    .setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: Buffer.from(PIXEL, 'base64'),
    })
  await visible(panel.locator('.style-logo'))
  await panel.getByLabel(fr.styles.footer).first().fill('Ouvert le samedi matin')
  await panel.getByLabel(fr.styles.terms).first().fill('Les pièces sont garanties trois mois.')
  await panel.getByLabel(fr.styles.colour).fill('#ffff00')
  await panel.getByRole('button', { name: fr.styles.save }).click()
  await visible(panel.getByText(fr.problem.field['too-pale']).first())
  await panel.getByLabel(fr.styles.colour).fill('#7c2d12')
  await expect.poll(() => panel.locator('iframe').getAttribute('src')).not.toBe(first)
  expect((await api.get<DocumentStyle>(`/document-styles/${site}`)).version).toBe(0)
  await shot(page, 'styles')
  expect(await findings(page)).toEqual([])
  await panel.getByRole('button', { name: fr.styles.save }).click()
  await visible(page.getByText(fr.settings.saved))
  const saved = await api.get<DocumentStyle>(`/document-styles/${site}`)
  expect(saved).toMatchObject({ version: 1, colour: '#7c2d12', footers: { fr: 'Ouvert le samedi matin' } })
  expect(saved.logo).not.toBeNull()
  expect(problems.filter((problem) => !/status of 422/.test(problem))).toEqual([])
  await context.close()
})

test('the look of documents is well made on a dark phone in Arabic', async () => {
  const { page, context, problems } = await opened({ viewport: PHONE, language: 'ar', theme: 'dark' })
  const panel = page.getByRole('region', { name: 'مظهر الوثائق' })
  await panel.scrollIntoViewIfNeeded()
  await visible(panel.getByRole('button', { name: 'حفظ المظهر' }))
  await shot(page, 'styles-phone-ar')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
