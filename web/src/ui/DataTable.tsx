import { SearchOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Skeleton } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import type { Page } from '@/api/types'
import { EmptyState } from './EmptyState'
import { ProblemAlert } from './ProblemAlert'
import { type Column, RowCards, type Target } from './RowCards'
import { RowTable } from './RowTable'
import { useDebounced } from './useDebounced'
import { usePhone } from './usePhone'
import { useUrlState } from './useUrlState'

export type { Column } from './RowCards'

interface Props<T extends { id: string }> {
  /** Address of the list, e.g. "/customers"; also the first part of its query key. */
  path: string
  /** Filters of the API besides q and sort, which the table keeps in the URL itself. */
  query?: Query
  columns: Column<T>[]
  /** Page of a row: opened by click, Enter, or a link on a phone. Without it the rows lead nowhere. */
  href?: (row: T) => Target
  /** Placeholder of the search box; without it there is no search box. */
  search?: string
  filters?: ReactNode
  empty?: ReactNode
}

/** A list of the API: search, sort and filters in the URL, more on demand, keyboard, cards on a phone. */
export function DataTable<T extends { id: string }>({ path, query, columns, href, search, filters, empty }: Props<T>) {
  const { t } = useTranslation()
  const [url] = useUrlState()
  const phone = usePhone()
  const asked: Query = { ...query, q: url.q, sort: url.sort }
  const list = useInfiniteQuery({
    queryKey: [path.slice(1), 'list', asked],
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(path, { query: { ...asked, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const body = () => {
    if (list.error) return <ProblemAlert error={list.error} onRetry={() => list.refetch()} />
    if (list.isPending) return <Skeleton active className="panel-body" paragraph={{ rows: 6 }} />
    if (rows.length === 0)
      return url.q ? <EmptyState title={t('table.noMatch')} /> : (empty ?? <EmptyState title={t('table.empty')} />)
    return phone ? (
      <RowCards rows={rows} columns={columns} href={href} />
    ) : (
      <RowTable rows={rows} columns={columns} href={href} />
    )
  }
  return (
    <section className="panel data-table" aria-busy={list.isFetching}>
      {(search || filters) && (
        <div className="filters">
          {search && <SearchWords placeholder={search} />}
          {filters}
        </div>
      )}
      {body()}
      {list.hasNextPage && (
        <div className="more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function SearchWords({ placeholder }: { placeholder: string }) {
  const [url, setUrl] = useUrlState()
  const [text, setText] = useState(url.q ?? '')
  const still = useDebounced(text, 150)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the address
  useEffect(() => {
    if (still !== (url.q ?? '')) setUrl({ q: still })
  }, [still])
  return (
    <Input
      className="search"
      allowClear
      prefix={<SearchOutlined />}
      placeholder={placeholder}
      aria-label={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
