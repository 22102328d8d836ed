import { SwapOutlined } from '@ant-design/icons'
import { useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Tag } from '@/ui/StatusTag'
import { Bubble } from './Bubble'
import { Composer } from './Composer'
import { HandOverDialog } from './HandOverDialog'
import { useSay, useThread } from './thread'
import './thread.css'

/** What was said to the customer of an order and by them, and who of the desk goes on with it. */
export function ThreadPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const query = useThread(order.id)
  const [handing, setHanding] = useState(false)
  const first = query.data?.pages[0]
  const entries = query.data?.pages.flatMap(({ items }) => items).toReversed() ?? []
  const may = first?.actions ?? []
  const newest = first?.items[0]?.id
  const panel = useOpened(order.id, newest, first !== undefined && first.unread > 0 && may.includes('write'))
  if (query.isPending) return null
  return (
    <section ref={panel} id="thread" className="panel thread" aria-label={t('thread.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">
          {t('thread.title')}{' '}
          {first && first.unread > 0 && <Tag tone="red">{t('thread.unread', { count: first.unread })}</Tag>}
        </h2>
        {may.includes('hand_over') && (
          <Button icon={<SwapOutlined />} onClick={() => setHanding(true)}>
            {t('thread.handOver')}
          </Button>
        )}
      </header>
      <div className="panel-body stack">
        <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
        {first?.advisor && (
          <p className="muted small">
            {t('thread.advisor')} <bdi>{first.advisor.name}</bdi>
          </p>
        )}
        {first && entries.length === 0 && <EmptyState title={t('thread.none')} text={t('thread.noneText')} />}
        {entries.length > 0 && (
          // It begins at its end, where the newest is.
          <div className="thread-scroll" tabIndex={0} role="group" aria-label={t('thread.title')}>
            <div>
              {query.hasNextPage && (
                <Button block loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                  {t('thread.older')}
                </Button>
              )}
              <ol className="thread-list">
                {entries.map((entry) => (
                  <Bubble key={entry.id} entry={entry} order={order.id} />
                ))}
              </ol>
            </div>
          </div>
        )}
        {may.includes('write') && <Composer order={order} />}
      </div>
      {handing && <HandOverDialog order={order} onClose={() => setHanding(false)} />}
    </section>
  )
}

/** The panel. Once it is on the screen what is new in it was seen; a link to the thread leads to it. */
function useOpened(order: string, newest: string | undefined, isNew: boolean) {
  const panel = useRef<HTMLElement>(null)
  const { mutate } = useSay<{ until: string }>(order, '/seen')
  const { hash } = useLocation()
  const isThere = newest !== undefined
  useEffect(() => {
    if (isThere && hash === 'thread') panel.current?.scrollIntoView({ block: 'start' })
  }, [isThere, hash])
  useEffect(() => {
    const section = panel.current
    if (!section || !newest || !isNew) return
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && document.visibilityState === 'visible') mutate({ until: newest })
    })
    watch.observe(section)
    return () => watch.disconnect()
  }, [newest, isNew, mutate])
  return panel
}
