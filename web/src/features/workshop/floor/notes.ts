import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, Note, NoteKind, Page } from '@/api/types'

const keyOf = (order: Id) => ['work-orders', 'notes', order]

/** The newest first; all versions when asked for. */
export function useNotes(order: Id, versions: boolean) {
  return useInfiniteQuery({
    queryKey: [...keyOf(order), versions],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Note>>(`/work-orders/${order}/notes`, {
        query: { versions: versions || undefined, limit: 20, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** What stands for the customer, the oldest first. */
export function useCustomerNotes(order: Id): Note[] {
  const query = useQuery({
    queryKey: [...keyOf(order), 'customer'],
    queryFn: ({ signal }) =>
      api.get<Page<Note>>(`/work-orders/${order}/notes`, { query: { kind: 'customer', limit: 20 }, signal }),
  })
  return query.data?.items.toReversed() ?? []
}

/** Writes, corrects and withdraws; the list is read again. */
export function useWriteNotes(order: Id) {
  const client = useQueryClient()
  const then = async <T>(request: Promise<T>) => {
    await request
    await client.invalidateQueries({ queryKey: keyOf(order) })
  }
  const post = (path: string, body: unknown) => then(api.post<Note>(path, body, { repeatable: true }))
  return {
    add: (kind: NoteKind, text: string) => post(`/work-orders/${order}/notes`, { kind, text }),
    correct: (note: Id, text: string) => post(`/work-order-notes/${note}/correct`, { text }),
    withdraw: (note: Id) => then(api.post<Note>(`/work-order-notes/${note}/withdraw`, {})),
  }
}
