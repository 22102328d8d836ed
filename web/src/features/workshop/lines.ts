import type { Amount, LineInput, ProductRow } from '@/api/types'
import { parseScaled } from '@/ui/scaled'

/** A line about to be added: what it is, before quantity and price are settled. */
export interface Draft extends Pick<LineInput, 'kind' | 'product_id' | 'quantity'> {
  unit_price?: Amount
  /** The price was typed, and is not what a rule asks. */
  typed?: boolean
  name: string
  code?: string
  unit: string
}

export function partDraft(product: ProductRow): Draft {
  const { id, name, sku, unit, price } = product
  return { kind: 'part', product_id: id, name, code: sku, unit, quantity: 1000, unit_price: price }
}

const LABOUR = /^(main|m\.?o\.?|labour|labor|travail|يد|عمل)/i
const HOURS = /^(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|heures?|hours?|س|ساعة)\b\s*(.*)$/i

/** "1,5h vidange" or "labour": hours of labour and what for; null when the words are something else. */
export function labourWords(text: string): { hours: number; name: string } | null {
  const words = text.trim()
  const match = HOURS.exec(words)
  if (match) return { hours: parseScaled(match[1] ?? '', 3) ?? 1000, name: (match[2] ?? '').trim() }
  return LABOUR.test(words) ? { hours: 1000, name: '' } : null
}

/** A price that nobody typed is the API's to find. */
export function toInput({ kind, product_id, name, quantity, unit_price, typed }: Draft): LineInput {
  const price = unit_price === undefined || !typed ? {} : { unit_price }
  return product_id ? { kind, product_id, quantity, ...price } : { kind, description: name, quantity, ...price }
}
