import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, Message, Page } from '@/api/types'

/** One message: the list's row at once, then what the API says of it. */
export function useMessage(id: Id) {
  const client = useQueryClient()
  const listed = () =>
    client
      .getQueriesData<InfiniteData<Page<Message>>>({ queryKey: ['messages', 'list'] })
      .flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? [])
      .find((message) => message.id === id)
  return useQuery({
    queryKey: ['messages', 'one', id],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<Message>(`/messages/${id}`, { signal })
      } catch (error) {
        const row = listed()
        if (row) return row
        throw error
      }
    },
    placeholderData: listed,
  })
}
