import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { HandThreadOver, Id, Page, Staff, Thread, ThreadEntry } from '@/api/types'

const keyOf = (order: Id) => ['messages', 'thread', order]

/** What was said about an order, the newest first. */
export function useThread(order: Id) {
  return useInfiniteQuery({
    queryKey: keyOf(order),
    queryFn: ({ pageParam, signal }) =>
      api.get<Thread>(`/threads/${order}`, { query: { limit: 25, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Writes to the customer, hands over, or says what was seen; the thread is read again. */
export function useSay<B>(order: Id, path: '' | '/hand-over' | '/seen') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: B) =>
      api.post<ThreadEntry | undefined>(`/threads/${order}${path}`, body, { repeatable: path !== '/seen' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['messages'] }),
  })
}

export const useHandOver = (order: Id) => useSay<HandThreadOver>(order, '/hand-over')

/** Who may go on with it: of those who work at the site, all but technicians. */
export function useColleagues(site: Id) {
  const query = useQuery({
    queryKey: ['staff', site, 'all'],
    queryFn: ({ signal }) => api.get<Page<Staff>>('/staff', { query: { site, limit: 100 }, signal }),
    staleTime: 300_000,
  })
  return query.data?.items.filter(({ role }) => role !== 'technician') ?? []
}
