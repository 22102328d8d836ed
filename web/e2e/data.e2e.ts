import { expect, test } from 'vitest'
import fr from '../src/locales/fr.json' with { type: 'json' }
import { DESK, findings, type Look, openAt, PHONE, shot, visible } from './browser'
import { browser, garage, site, withGarage } from './stage'

withGarage()

const opened = (look: Look = {}) => openAt(browser, garage, '/sites', { site, ...look })

test('an owner is told how to set a backup, exports everything and fetches the file', async () => {
  const { page, context, problems } = await opened({ viewport: DESK })
  await visible(page.getByText(fr.data.noBackup))
  await page.getByLabel(fr.data.spreadsheets).check()
  await page.getByRole('button', { name: fr.data.export }).click()
  const fetch = page.getByRole('button', { name: /^Télécharger/ })
  await visible(fetch)
  const arrival = page.waitForEvent('download')
  await fetch.click()
  expect((await arrival).suggestedFilename()).toMatch(/^ecar-export-.*\.zip$/)
  await shot(page, 'data-desk')
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

const LOOKS: [string, string, Look][] = [
  ['a dark desk', '-dark', { viewport: DESK, theme: 'dark' }],
  ['a phone in Arabic', '-phone-ar', { viewport: PHONE, language: 'ar' }],
]

test.each(LOOKS)('data and backups are well made on %s', async (_name, name, look) => {
  const { page, context, problems } = await opened(look)
  const button = page.locator('code', { hasText: 'ECAR_BACKUP_TO' })
  await visible(button)
  await button.scrollIntoViewIfNeeded()
  await shot(page, `data${name}`)
  expect(await findings(page)).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
