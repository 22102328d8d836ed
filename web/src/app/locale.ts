import i18n from 'i18next'
import { useSyncExternalStore } from 'react'
import { initReactI18next } from 'react-i18next'
import type { Language } from '@/api/types'

export const LANGUAGES: { code: Language; short: string; name: string }[] = [
  { code: 'fr', short: 'FR', name: 'Français' },
  { code: 'ar', short: 'ع', name: 'العربية' },
  { code: 'en', short: 'EN', name: 'English' },
]

const STORED = 'ecar.language'

const loaders = {
  fr: () => Promise.all([import('@/locales/fr.json'), import('antd/locale/fr_FR')]),
  ar: () => Promise.all([import('@/locales/ar.json'), import('antd/locale/ar_EG')]),
  en: () => Promise.all([import('@/locales/en.json'), import('antd/locale/en_GB')]),
}

type AntdLocale = Awaited<ReturnType<(typeof loaders)['fr']>>[1]['default']

let antdLocale: AntdLocale | undefined
const listeners = new Set<() => void>()

export const currentLanguage = () => (i18n.language ?? 'fr') as Language
export const direction = (language: Language) => (language === 'ar' ? 'rtl' : 'ltr')
/** Tags for Intl: Arabic as written in Tunisia, with Latin digits. */
export const intlTag = (language: Language) => ({ fr: 'fr-FR', ar: 'ar-TN-u-nu-latn', en: 'en-GB' })[language]

export function storedLanguage(): Language | null {
  const stored = localStorage.getItem(STORED)
  return LANGUAGES.some(({ code }) => code === stored) ? (stored as Language) : null
}

export async function startLocale(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'fr',
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await setLanguage(storedLanguage() ?? 'fr')
}

export async function setLanguage(language: Language, remember = false): Promise<void> {
  const [texts, antd] = await loaders[language]()
  i18n.addResourceBundle(language, 'translation', texts.default, true, true)
  antdLocale = antd.default
  document.documentElement.lang = language
  document.documentElement.dir = direction(language)
  if (remember) localStorage.setItem(STORED, language)
  await i18n.changeLanguage(language)
  for (const listener of listeners) listener()
}

export function useAntdLocale(): AntdLocale | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => antdLocale,
  )
}
