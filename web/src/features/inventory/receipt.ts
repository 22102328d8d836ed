import type { Amount, Quantity } from '@/api/types'

/** Thousandths times minor units, rounded half up as the API does; 0 while something is missing. */
export function lineValue(quantity: Quantity | null | undefined, unitCost: Amount | null | undefined): Amount {
  if (!quantity || !unitCost) return 0
  return Number((BigInt(quantity) * BigInt(unitCost) + 500n) / 1000n)
}
