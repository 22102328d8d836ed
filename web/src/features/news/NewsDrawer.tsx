import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PushOffer } from '@/features/push/PushOffer'
import { EmptyState } from '@/ui/EmptyState'
import { newsPage, seeNews, unseenNews } from './commands'
import { NewsRow } from './NewsRow'
import './news.css'

/** What this person is to know, newest first. What is shown counts as seen. */
export function NewsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['news', 'list'],
    queryFn: ({ pageParam, signal }) => newsPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = data?.pages.flatMap((page) => page.items)
  const newest = rows?.[0]
  const unseen = newest?.is_new ? newest.id : undefined
  useEffect(() => {
    if (unseen) seeNews(unseen).then(() => client.setQueryData(unseenNews.queryKey, { count: 0 }))
  }, [unseen, client])
  return (
    <Drawer open title={t('news.title')} onClose={onClose} size={420}>
      {rows?.length === 0 && <EmptyState title={t('news.none')} text={t('news.noneHint')} />}
      <PushOffer />
      <ol className="news" aria-label={t('news.title')}>
        {rows?.map((news) => (
          <NewsRow key={news.id} news={news} onOpen={onClose} />
        ))}
      </ol>
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('table.more')}
        </Button>
      )}
    </Drawer>
  )
}
