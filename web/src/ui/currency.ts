import type { Amount, Language } from '@/api/types'
import { intlTag } from '@/app/locale'

const learned = new Map<string, number>()

/** The API's own number of decimals wins over the browser's tables. */
export function learnCurrency(currency: string, decimals: number) {
  learned.set(currency, decimals)
}

export function currencyDecimals(currency: string): number {
  const known = learned.get(currency)
  if (known !== undefined) return known
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export function currencySymbol(currency: string, language: Language): string {
  if (currency === 'TND') return language === 'ar' ? 'د.ت' : 'DT'
  const parts = new Intl.NumberFormat(intlTag(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return parts.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
}

/** 1234500 TND -> "1 234,500 DT" in French. */
export function formatMoney(amount: Amount, currency: string, language: Language): string {
  const decimals = currencyDecimals(currency)
  const number = new Intl.NumberFormat(intlTag(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals)
  return `${number}\u00a0${currencySymbol(currency, language)}`
}
