import type { Page } from 'playwright-core'
import { visible } from './browser'

/** An item of an inspection on screen. */
export const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

/** Taps an answer and waits until it is kept. */
export async function answer(page: Page, item: string, verdict: string) {
  await card(page, item).getByRole('button', { name: verdict, exact: true }).click()
  await visible(card(page, item).getByLabel('Enregistré'))
}

export async function measure(page: Page, item: string, text: string) {
  const field = card(page, item).getByRole('textbox', { name: `${item}, ` })
  await field.fill(text)
  await field.press('Enter')
  await visible(card(page, item).getByLabel('Enregistré'))
}

const LOOKED_AT = ['Carrosserie', 'Voyants au tableau de bord', 'Niveau d’huile moteur', 'Liquide de refroidissement']
const TYRES = ['avant gauche', 'avant droit', 'arrière gauche', 'arrière droit']

/** All that the arrival check asks for beside brakes and wipers, and that is in order. */
export async function restIsGood(page: Page) {
  for (const item of LOOKED_AT) await answer(page, item, 'Bon')
  for (const item of TYRES) await measure(page, `Pneu ${item}`, '5')
  await measure(page, 'Batterie', '12,6')
}
