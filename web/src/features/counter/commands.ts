import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Counter, CounterPrice, Id, SellAtCounter, WorkOrder } from '@/api/types'
import { orderKey } from '@/features/workshop/queries'
import { useDebounced } from '@/ui/useDebounced'

/** Who buys at a site's counter when nobody gives a name. */
export function useCounter(site: Id) {
  return useQuery({
    queryKey: ['work-orders', 'counter', site],
    queryFn: ({ signal }) => api.get<Counter>(`/workshops/${site}/counter`, { signal }),
    enabled: site !== '',
  })
}

export const setCounter = ({ site_id, version }: Counter, customer_id: Id | null) =>
  api.put<Counter>(`/workshops/${site_id}/counter`, { customer_id }, { version })

/** What a sale would come to; nothing is asked while there is none. */
export function usePrice(sale: SellAtCounter, enabled: boolean) {
  const asked = useDebounced(JSON.stringify(sale))
  return useQuery({
    queryKey: ['counter-price', asked],
    queryFn: ({ signal }) => api.post<CounterPrice>('/counter-sales/price', JSON.parse(asked), { signal }),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export const sell = (sale: SellAtCounter) => api.post<WorkOrder>('/counter-sales', sale, { repeatable: true })

/** The sale, until its invoice is drafted. */
export function useDrafted(id: Id | undefined) {
  return useQuery({
    queryKey: orderKey(id ?? ''),
    queryFn: ({ signal }) => api.get<WorkOrder>(`/work-orders/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.invoices.length ? false : 200),
  })
}
