/** How a number reads in a field of this name; undefined leaves it as it is. */
export type NumberText = (name: string, value: number) => string | undefined

/** What stood in a field, as a plain text; null for nothing. */
export function valueText(value: unknown, numberText?: NumberText, name = ''): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText?.(name, value) ?? String(value)
  const textOf = (part: unknown, of: string) => valueText(part, numberText, of) ?? '—'
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => textOf(item, name)).join(', ')
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([part, inside]) => `${part}: ${textOf(inside, part)}`)
    return parts.join(' · ')
  }
  return String(value)
}

const AMOUNTS = [
  'price',
  'unit_price',
  'unit_price_with_tax',
  'rounding',
  'unit_cost',
  'cost',
  'labour_rate',
  'stamp_duty',
  'amount',
  'net',
  'vat',
  'gross',
  'total',
  'paid',
  'due',
]

/** Does the field hold minor units of a currency? */
export const isAmount = (name: string) => AMOUNTS.includes(name)
