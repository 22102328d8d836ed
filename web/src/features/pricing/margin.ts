import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, MarginGuard, MarginLevels, OrderMargin, WorkOrder } from '@/api/types'

/** What is left of an order's prices, as it is at this version; only for who sees costs. */
export function useMargin({ id, version }: WorkOrder, enabled: boolean) {
  return useQuery({
    queryKey: ['work-orders', 'margin', id, version],
    queryFn: ({ signal }) => api.get<OrderMargin>(`/work-orders/${id}/margin`, { signal }),
    enabled,
    placeholderData: (before) => before,
  })
}

export function useMarginGuard(site: Id, enabled: boolean) {
  return useQuery({
    queryKey: ['work-orders', 'margin-guard', site],
    queryFn: ({ signal }) => api.get<MarginGuard>(`/workshops/${site}/margin`, { signal }),
    enabled: enabled && site !== '',
  })
}

export const setMarginGuard = ({ site_id, version }: MarginGuard, levels: MarginLevels) =>
  api.put<MarginGuard>(`/workshops/${site_id}/margin`, { levels }, { version })
