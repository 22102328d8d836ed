/** What stood in a field, as a plain text; null for nothing. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => valueText(item) ?? '—').join(', ')
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${valueText(part) ?? '—'}`)
    return parts.join(' · ')
  }
  return String(value)
}
