import { SearchOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { NumberedPart, Page } from '@/api/types'
import { ExportButton } from '@/features/customers/ExportButton'
import { StoreTabs } from '@/features/store/StoreTabs'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { RowsPanel } from '@/ui/RowsPanel'
import { useDebounced } from '@/ui/useDebounced'
import { useUrlState } from '@/ui/useUrlState'
import { useFoundColumns } from './useFoundColumns'

/** Where the pieces of a recall are: on which shelf, on whose vehicle. */
export function RecallPage() {
  const { t } = useTranslation()
  const [asked, setAsked] = useUrlState()
  const [typed, setTyped] = useState(asked.number ?? '')
  const number = useDebounced(typed.trim(), 250)
  const query = { number: number || undefined, product: asked.product || undefined }
  const found = useInfiniteQuery({
    queryKey: ['numbered-parts', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<NumberedPart>>('/numbered-parts', { query: { ...query, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: Boolean(query.number || query.product),
  })
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const columns = useFoundColumns()
  return (
    <>
      <PageHeader
        title={t('numbers.recall')}
        actions={rows?.length ? <ExportButton path="/numbered-parts/export" name="recall" query={query} /> : undefined}
      />
      <div className="stack">
        <StoreTabs now="recall" />
        <Input
          autoFocus
          prefix={<SearchOutlined />}
          autoComplete="off"
          aria-label={t('numbers.search')}
          placeholder={t('numbers.search')}
          value={typed}
          maxLength={60}
          onChange={({ target }) => {
            setTyped(target.value)
            setAsked({ number: target.value.trim() })
          }}
        />
        {found.isEnabled && (
          <RowsPanel<NumberedPart>
            query={{ data: rows, error: found.error, refetch: found.refetch }}
            columns={columns}
            empty={<EmptyState title={t('numbers.nothingFound')} />}
          />
        )}
        {found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
            {t('numbers.more')}
          </Button>
        )}
      </div>
    </>
  )
}
