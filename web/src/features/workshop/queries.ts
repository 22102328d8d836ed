import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Board, HistoryEntry, Id, Page, ProductRow, Staff, WorkOrder, WorkOrderRow } from '@/api/types'

export const OPEN_STATES = 'estimate,approved,in_progress,on_hold,quality_check,ready,invoiced'

export const orderKey = (id: Id) => ['work-orders', 'one', id]
/** Of one site, or of all without one. */
export const boardKey = (site: Id | undefined) => ['work-orders', 'board', site]

export function useWorkOrder(id: Id) {
  return useQuery({
    queryKey: orderKey(id),
    queryFn: ({ signal }) => api.get<WorkOrder>(`/work-orders/${id}`, { signal }),
  })
}

export function useBoard(site: Id | undefined) {
  return useQuery({
    queryKey: boardKey(site),
    queryFn: ({ signal }) => api.get<Board>('/work-orders/board', { query: { site }, signal }),
    enabled: site !== '',
  })
}

export function useHistory(id: Id) {
  return useQuery({
    queryKey: ['work-orders', 'history', id],
    queryFn: ({ signal }) => api.get<Page<HistoryEntry>>(`/work-orders/${id}/history`, { signal }),
  })
}

export function useTechnicians(site: Id | undefined) {
  return useQuery({
    queryKey: ['staff', site, 'technician'],
    queryFn: ({ signal }) => api.get<Page<Staff>>('/staff', { query: { site, role: 'technician' }, signal }),
    enabled: site !== '',
    staleTime: 300_000,
  })
}

export function useProductSuggestions(site: Id, q: string) {
  return useQuery({
    queryKey: ['products', 'suggest', site, q],
    queryFn: ({ signal }) => api.get<Page<ProductRow>>('/products', { query: { q, site, limit: 8 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
}

export function useOpenOrdersOf(vehicle: Id | undefined) {
  return useQuery({
    queryKey: ['work-orders', 'list', { vehicle, state: OPEN_STATES }],
    queryFn: ({ signal }) =>
      api.get<Page<WorkOrderRow>>('/work-orders', { query: { vehicle, state: OPEN_STATES, limit: 5 }, signal }),
    enabled: vehicle !== undefined,
  })
}

/** One change of an order after the other; each is given the newest order known and answers with it whole. */
export function useChangeOrder(id: Id) {
  const client = useQueryClient()
  return useMutation({
    scope: { id: `work-order-${id}` },
    mutationFn: (change: (current: WorkOrder | undefined) => Promise<WorkOrder | undefined>) =>
      change(client.getQueryData<WorkOrder>(orderKey(id))),
    onSuccess: (order) => keepOrder(client, id, order),
  })
}

export type ChangeOrder = ReturnType<typeof useChangeOrder>

export function keepOrder(client: QueryClient, id: Id, order: WorkOrder | undefined) {
  if (order) client.setQueryData<WorkOrder>(orderKey(id), (old) => (old && old.version > order.version ? old : order))
  else client.invalidateQueries({ queryKey: orderKey(id) })
  for (const part of ['board', 'list', 'history', 'gate']) client.invalidateQueries({ queryKey: ['work-orders', part] })
  client.invalidateQueries({ queryKey: ['invoices'] })
  // What its jobs sell.
  client.invalidateQueries({ queryKey: ['time', 'order', id] })
}
