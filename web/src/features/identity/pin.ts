export const LEAST_DIGITS = 4
const MOST_DIGITS = 8

/** What a press of a key makes of the digits typed so far. */
export function typeDigit(digits: string, key: string): string {
  if (key === 'Backspace') return digits.slice(0, -1)
  if (key === 'Escape') return ''
  return /^[0-9]$/.test(key) && digits.length < MOST_DIGITS ? digits + key : digits
}
