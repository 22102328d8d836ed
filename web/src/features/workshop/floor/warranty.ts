import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  Comeback,
  ComebackInput,
  ComebackReport,
  Id,
  OrderComeback,
  OrderWarranties,
  Page,
  UsualTerms,
  Warranty,
  WarrantyTerm,
  WarrantyTerms,
  WorkOrderRow,
} from '@/api/types'

/** What was sold for a vehicle with a warranty; what still holds depends on its odometer. */
export function useWarranties(vehicle: Id | undefined, odometer: number | null | undefined) {
  return useQuery({
    queryKey: ['work-orders', 'warranties', vehicle, odometer],
    queryFn: ({ signal }) =>
      api.get<Page<Warranty>>('/warranties', {
        query: { vehicle, odometer: odometer ?? undefined, limit: 100 },
        signal,
      }),
    enabled: vehicle !== undefined,
  })
}

export function useOrderWarranties(order: Id) {
  return useQuery({
    queryKey: ['work-orders', 'order-warranties', order],
    queryFn: ({ signal }) => api.get<OrderWarranties>(`/work-orders/${order}/warranties`, { signal }),
  })
}

export const setLineWarranty = (order: Id, line: Id, term: WarrantyTerm) =>
  api.put<Warranty>(`/work-orders/${order}/lines/${line}/warranty`, term)

export function useTerms(site: Id) {
  return useQuery({
    queryKey: ['work-orders', 'warranty-terms', site],
    queryFn: ({ signal }) => api.get<WarrantyTerms>(`/workshops/${site}/warranty`, { signal }),
    enabled: site !== '',
  })
}

export const setTerms = ({ site_id, version }: WarrantyTerms, usual: UsualTerms) =>
  api.put<WarrantyTerms>(`/workshops/${site_id}/warranty`, { usual }, { version })

export function useComeback(order: Id) {
  return useQuery({
    queryKey: ['work-orders', 'comeback', order],
    queryFn: ({ signal }) => api.get<OrderComeback>(`/work-orders/${order}/comeback`, { signal }),
  })
}

export const setComeback = (order: Id, body: ComebackInput) => api.put<Comeback>(`/work-orders/${order}/comeback`, body)
export const removeComeback = (order: Id) => api.del(`/work-orders/${order}/comeback`)

/** Orders of a vehicle that are done: what another may make good. */
export function useDoneOrders(vehicle: Id, enabled: boolean) {
  return useQuery({
    queryKey: ['work-orders', 'list', { vehicle, done: true }],
    queryFn: ({ signal }) =>
      api.get<Page<WorkOrderRow>>('/work-orders', {
        query: { vehicle, state: 'ready,invoiced,closed', limit: 50 },
        signal,
      }),
    enabled,
  })
}

export function useComebackReport(site: Id) {
  return useQuery({
    queryKey: ['work-orders', 'comeback-report', site],
    queryFn: ({ signal }) => api.get<ComebackReport>('/comeback-report', { query: { site }, signal }),
    enabled: site !== '',
  })
}
