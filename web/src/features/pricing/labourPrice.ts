import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, LabourPrice } from '@/api/types'

/** What an hour costs on an order, and by which rule. */
export function useLabourPrice(order: Id) {
  return useQuery({
    queryKey: ['prices', 'labour', order],
    queryFn: ({ signal }) => api.get<LabourPrice>(`/work-orders/${order}/labour-price`, { signal }),
  })
}
