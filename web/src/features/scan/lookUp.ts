import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Id, Scanned, SearchResults } from '@/api/types'

/** What a code stands for at the site: an article or a bin; null for neither. */
export async function scanned(site: Id, code: string): Promise<Scanned | null> {
  try {
    return await api.get<Scanned>('/stock/scan', { query: { site, code } })
  } catch (error) {
    if (asProblem(error).status === 404) return null
    throw error
  }
}

/** The one work order that a key's label names. */
export async function orderOf(code: string): Promise<Id | null> {
  const { work_orders } = await api.get<SearchResults>('/search', { query: { q: code, limit: 5 } })
  const [order, ...others] = work_orders
  return order && others.length === 0 ? order.id : null
}
