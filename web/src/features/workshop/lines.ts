import type { Amount, LineInput, ProductRow, SalePack } from '@/api/types'
import { parseScaled } from '@/ui/scaled'

/** A line about to be added: what it is, before quantity and price are settled. */
export interface Draft extends Pick<LineInput, 'kind' | 'product_id' | 'quantity'> {
  unit_price?: Amount
  /** The price was typed, and is not what a rule asks. */
  typed?: boolean
  name: string
  code?: string
  unit: string
  /** One of the article's packs. */
  pack?: string
}

const DIVIDED = ['litre', 'kg', 'metre', 'hour']

/** Pieces and packs are not cut: thousandths that a quantity of them is a multiple of. */
export const stepOf = (unit: string, product: unknown) => (product && !DIVIDED.includes(unit) ? 1000 : undefined)

export function partDraft(product: ProductRow, pack?: SalePack): Draft {
  const { id, name, sku, unit, price } = product
  const draft: Draft = { kind: 'part', product_id: id, name, code: sku, unit, quantity: 1000, unit_price: price }
  return pack ? { ...draft, unit: pack.name, pack: pack.name, unit_price: packPrice(product, pack) } : draft
}

/** As it is proposed; what a line costs is the API's to say. */
export const packPrice = (product: { price: Amount }, pack: SalePack): Amount =>
  pack.price ?? Math.round((product.price * pack.factor) / 1000)

const LABOUR = /^(main|m\.?o\.?|labour|labor|travail|يد|عمل)/i
const HOURS = /^(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|heures?|hours?|س|ساعة)\b\s*(.*)$/i

/** "1,5h vidange" or "labour": hours of labour and what for; null when the words are something else. */
export function labourWords(text: string): { hours: number; name: string } | null {
  const words = text.trim()
  const match = HOURS.exec(words)
  if (match) return { hours: parseScaled(match[1] ?? '', 3) ?? 1000, name: (match[2] ?? '').trim() }
  return LABOUR.test(words) ? { hours: 1000, name: '' } : null
}

/** A price that nobody typed is the API's to find; one that was may be told with tax. */
export function toInput(
  { kind, product_id, name, quantity, unit_price, typed, pack }: Draft,
  withTax = false,
): LineInput {
  const told = withTax ? { unit_price_with_tax: unit_price } : { unit_price }
  const price = unit_price === undefined || !typed ? {} : told
  const packed = pack ? { pack } : {}
  return product_id
    ? { kind, product_id, quantity, ...price, ...packed }
    : { kind, description: name, quantity, ...price }
}
