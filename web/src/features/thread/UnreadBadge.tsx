import { MessageOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, UnreadThreads } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite } from '@/app/site'

/** What the customer of an order wrote and nobody of the desk saw: one question for a whole board. Nothing without any. */
export function UnreadBadge({ order }: { order: Id }) {
  const { t } = useTranslation()
  const site = useListSite()
  const may = useMay('message.read')
  const unread = useQuery({
    queryKey: ['messages', 'unread', site],
    queryFn: ({ signal }) => api.get<UnreadThreads>('/threads/unread', { query: { site }, signal }),
    enabled: may && site !== '',
    select: ({ items }) => items.find(({ work_order_id }) => work_order_id === order)?.unread ?? 0,
  })
  if (!unread.data) return null
  const text = t('thread.unread', { count: unread.data })
  return (
    <span className="card-unread" role="img" aria-label={text} title={text}>
      <MessageOutlined /> {unread.data}
    </span>
  )
}
