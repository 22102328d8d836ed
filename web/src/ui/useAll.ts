import { useQuery } from '@tanstack/react-query'
import { api, type Query } from '@/api/client'
import type { Page } from '@/api/types'

const ROWS = 100
const MOST_PAGES = 10

/** A short list of the API as a whole: roles, people, devices. */
export function useAll<T>(path: string, query: Query = {}, enabled = true) {
  return useQuery({
    queryKey: [path.slice(1), 'list', 'all', query],
    queryFn: ({ signal }) => readAll<T>(path, query, signal),
    enabled,
  })
}

async function readAll<T>(path: string, query: Query, signal: AbortSignal): Promise<T[]> {
  const rows: T[] = []
  let after: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await api.get<Page<T>>(path, { query: { ...query, limit: ROWS, after }, signal })
    rows.push(...page.items)
    if (!page.next) break
    after = page.next
  }
  return rows
}
