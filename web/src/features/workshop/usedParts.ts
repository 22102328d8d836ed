import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Job, UsedPart, UsedParts, WorkOrder } from '@/api/types'
import type { Draft } from './lines'

/** Articles that such a job took before on this vehicle or its model; asked for once somebody looks for a part. */
export function useUsedParts(order: WorkOrder, job: Job, wanted: boolean): UsedPart[] {
  const query = useQuery({
    queryKey: ['work-orders', 'used-parts', order.id, job.id, job.lines.length],
    queryFn: ({ signal }) => api.get<UsedParts>(`/work-orders/${order.id}/jobs/${job.id}/used-parts`, { signal }),
    enabled: wanted,
    staleTime: 60_000,
  })
  return query.data?.items ?? []
}

export function usedDraft({ product_id, name, sku, unit, price }: UsedPart): Draft {
  return { kind: 'part', product_id, name, code: sku, unit, quantity: 1000, unit_price: price }
}

/** Letters alone: accents and cases are the same. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Its name or code has every word. */
export function saysAll({ name, sku }: Pick<UsedPart, 'name' | 'sku'>, words: string): boolean {
  const has = plain(`${sku} ${name}`)
  return plain(words)
    .split(/\s+/)
    .every((word) => has.includes(word))
}
