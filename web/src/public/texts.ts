import { createContext, useContext } from 'react'
import type { Language, TranslatedName } from '@/api/types'
import type fr from '@/locales/public.fr.json'

export type Texts = Record<keyof typeof fr, string>
export type Key = keyof Texts

const loaders: Record<Language, () => Promise<{ default: Texts }>> = {
  fr: () => import('@/locales/public.fr.json'),
  ar: () => import('@/locales/public.ar.json'),
  en: () => import('@/locales/public.en.json'),
}

const STORED = 'ecar.language'
const isLanguage = (text: string | null): text is Language => text !== null && text in loaders

/** The language that the visitor chose here before. */
export function chosenLanguage(): Language | null {
  const stored = storage()?.getItem(STORED) ?? null
  return isLanguage(stored) ? stored : null
}

/** In a frame on another site's page a browser may refuse it. */
function storage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

export interface Speech {
  language: Language
  texts: Texts
}

/** Loads a language's texts and turns the page to its direction. */
export async function speak(language: Language, remember = false): Promise<Speech> {
  const { default: texts } = await loaders[language]()
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  if (remember) storage()?.setItem(STORED, language)
  return { language, texts }
}

export const Spoken = createContext<Speech | null>(null)

export function useTexts() {
  const speech = useContext(Spoken)
  if (!speech) throw new Error('No language is spoken here')
  const { language, texts } = speech
  const say = (key: Key, values: Record<string, string | number> = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, `${value}`), texts[key])
  return { language, say, named: (names: TranslatedName) => names[language] }
}

/** Arabic as written in Tunisia, with Latin digits. */
export const TAG: Record<Language, string> = { fr: 'fr-FR', ar: 'ar-TN-u-nu-latn', en: 'en-GB' }

/** An amount in minor units of the garage's currency. */
export function moneyOf(language: Language, currency: string) {
  const format = new Intl.NumberFormat(TAG[language], { style: 'currency', currency })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return (amount: number) => format.format(amount / 10 ** decimals)
}

/** Days and times where the garage is, whatever the visitor's clock says. */
export function clockOf(language: Language, timeZone: string) {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(TAG[language], { timeZone, ...options })
    return (instant: string) => format.format(new Date(instant))
  }
  const plain = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return {
    /** 2026-11-23 */
    dayOf: (instant: string) => plain.format(new Date(instant)),
    weekday: of({ weekday: 'short' }),
    date: of({ day: 'numeric', month: 'short' }),
    long: of({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: of({ hour: '2-digit', minute: '2-digit' }),
    whole: of({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
  }
}
