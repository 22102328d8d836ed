import type { Language } from '@/api/types'
import { intlTag } from '@/app/locale'

/** Text to an integer of 10^-decimals: "1,5" with 3 decimals is 1500. Null when it is not a number or too precise. */
export function parseScaled(text: string, decimals: number): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(plain)
  if (!match || plain === '' || plain === '-' || plain === '.') return null
  const [, sign, whole = '', fraction = ''] = match
  if (fraction.length > decimals) return null
  const value = Number(`${whole || '0'}${fraction.padEnd(decimals, '0')}`)
  return Number.isSafeInteger(value) ? (sign ? -value : value) : null
}

/** For an input: no grouping, only the decimals that matter (or `fixed`). */
export function scaledText(value: number, decimals: number, fixed = false): string {
  const sign = value < 0 ? '-' : ''
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : digits.slice(-decimals)
  const shown = fixed ? fraction : fraction.replace(/0+$/, '')
  return `${sign}${whole}${shown ? `,${shown}` : ''}`
}

export function formatScaled(value: number, decimals: number, language: Language): string {
  return new Intl.NumberFormat(intlTag(language), { maximumFractionDigits: decimals }).format(value / 10 ** decimals)
}
