import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Estimate, Id, OrderEstimates } from '@/api/types'

const ofOrder = (order: Id) => ['work-orders', 'estimates', order]

/** What an order's customer was offered, and what they said to it. */
export function useEstimates(order: Id) {
  return useQuery({
    queryKey: ofOrder(order),
    queryFn: ({ signal }) => api.get<OrderEstimates>(`/work-orders/${order}/estimates`, { signal }),
  })
}

/** A version as it was sent: it never changes. */
export function useEstimate(id: Id) {
  return useQuery({
    queryKey: ['estimates', id],
    queryFn: ({ signal }) => api.get<Estimate>(`/estimates/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** After a command: the order shows what was sent, and so do its estimates. */
export function useFollow() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['work-orders'] })
}
