import { api } from '@/api/client'
import type { Id, News, Page, UnseenNews } from '@/api/types'

export const unseenNews = {
  queryKey: ['news', 'unseen'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<UnseenNews>('/news/unseen', { signal }),
}
export const newsPage = (after: string | undefined, signal: AbortSignal) =>
  api.get<Page<News>>('/news', { query: { after, limit: 25 }, signal })
export const seeNews = (until: Id) => api.post<void>('/news/seen', { until })
