import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import type { Page } from '@/api/types'
import { ProblemAlert } from './ProblemAlert'
import { type Column, RowCards } from './RowCards'
import { RowTable } from './RowTable'
import { usePhone } from './usePhone'
import './records.css'

interface Props<T extends { id: string }> {
  title: string
  path: string
  query?: Query
  columns: Column<T>[]
  href?: (row: T) => string
  action?: ReactNode
  empty: string
}

/** Records that belong to the one on the page, as a compact table. */
export function RelatedPanel<T extends { id: string }>(props: Props<T>) {
  const { title, path, query, columns, href, action, empty } = props
  const { t } = useTranslation()
  const phone = usePhone()
  const list = useInfiniteQuery({
    queryKey: [path.split('/')[1], 'related', path, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(path, { query: { ...query, after: pageParam, limit: 10 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const Rows = phone ? RowCards : RowTable
  return (
    <section className="panel data-table related">
      <header className="panel-head">
        <h2 className="panel-title grow">{title}</h2>
        {action}
      </header>
      {list.error && <ProblemAlert error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Skeleton active className="panel-body" title={false} paragraph={{ rows: 2 }} />}
      {list.isSuccess && rows.length === 0 && <p className="panel-body muted">{empty}</p>}
      {rows.length > 0 && <Rows rows={rows} columns={columns} href={href} />}
      {list.hasNextPage && (
        <div className="more">
          <Button size="small" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
