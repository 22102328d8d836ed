import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  Consents,
  Contact,
  CustomerMerge,
  CustomerStatistics,
  Duplicates,
  Id,
  Page,
  TimelineEntry,
} from '@/api/types'

export function useContacts(id: Id) {
  return useQuery({
    queryKey: ['customers', 'contacts', id],
    queryFn: async ({ signal }) => (await api.get<{ items: Contact[] }>(`/customers/${id}/contacts`, { signal })).items,
  })
}

export function useConsents(id: Id) {
  return useQuery({
    queryKey: ['customers', 'consents', id],
    queryFn: ({ signal }) => api.get<Consents>(`/customers/${id}/consents`, { signal }),
  })
}

export function useMerges(id: Id) {
  return useQuery({
    queryKey: ['customers', 'merges', id],
    queryFn: async ({ signal }) => (await api.get<Page<CustomerMerge>>(`/customers/${id}/merges`, { signal })).items,
  })
}

export function useCustomerStatistics(id: Id) {
  return useQuery({
    queryKey: ['customers', 'statistics', id],
    queryFn: ({ signal }) => api.get<CustomerStatistics>(`/customers/${id}/statistics`, { signal }),
  })
}

/** What happened with a customer; `kinds` separated by commas, all when empty. */
export function useTimeline(id: Id, kinds: string) {
  return useInfiniteQuery({
    queryKey: ['customers', 'timeline', id, kinds],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineEntry>>(`/customers/${id}/timeline`, {
        query: { kinds: kinds || undefined, after: pageParam, limit: 10 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export interface Typed {
  name?: string | null
  phone?: string | null
  email?: string | null
  tax_id?: string | null
}

/** Who may be there already. Asked only once there is enough to know somebody by. */
export function useDuplicates(typed: Typed, except?: Id) {
  const enough = [typed.name, typed.phone, typed.email, typed.tax_id].some((text) => (text?.trim().length ?? 0) > 3)
  return useQuery({
    queryKey: ['customers', 'duplicates', typed, except],
    queryFn: ({ signal }) => api.get<Duplicates>('/customers/duplicates', { query: { ...typed, except }, signal }),
    enabled: enough,
    placeholderData: (before) => (enough ? before : undefined),
  })
}

/** After a change of a part of a customer: everything about customers is read again. */
export function useCustomersChanged() {
  const client = useQueryClient()
  return (...others: string[]) => {
    for (const key of ['customers', ...others]) client.invalidateQueries({ queryKey: [key] })
  }
}
