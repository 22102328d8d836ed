import { SearchOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { NumberedPart, Page } from '@/api/types'
import { useSite } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { StoreTabs } from '@/features/store/StoreTabs'
import { Chips } from '@/ui/Chips'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { RowsPanel } from '@/ui/RowsPanel'
import { useDebounced } from '@/ui/useDebounced'
import { useUrlState } from '@/ui/useUrlState'
import { MissingNumbers } from './MissingNumbers'
import { useFoundColumns } from './useFoundColumns'

const SHOWN = ['found', 'missing'] as const

/** Where the pieces of a recall are: on which shelf, on whose vehicle; and which pieces nobody could find, because they have no number. */
export function RecallPage() {
  const { t } = useTranslation()
  const [asked, setAsked] = useUrlState()
  const site = useSite()
  const [typed, setTyped] = useState(asked.number ?? '')
  const number = useDebounced(typed.trim(), 250)
  const isMissing = asked.show === 'missing'
  const query = { number: number || undefined, product: asked.product || undefined }
  const found = useFound(query, !isMissing)
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const columns = useFoundColumns()
  return (
    <>
      <PageHeader
        title={t('numbers.recall')}
        actions={
          rows?.length && !isMissing ? (
            <ExportButton path="/numbered-parts/export" name="recall" query={query} />
          ) : undefined
        }
      />
      <div className="stack">
        <StoreTabs now="recall" />
        <Chips
          label={t('numbers.recall')}
          value={isMissing ? 'missing' : 'found'}
          options={SHOWN.map((value) => ({ value, label: t(`numbers.show.${value}`) }))}
          onChange={(show) => setAsked({ show: show === 'missing' ? show : undefined })}
        />
        {isMissing ? (
          <MissingNumbers site={site?.id} />
        ) : (
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
        )}
        {found.isEnabled && (
          <RowsPanel<NumberedPart>
            query={{ data: rows, error: found.error, refetch: found.refetch }}
            columns={columns}
            empty={<EmptyState title={t('numbers.nothingFound')} />}
          />
        )}
        {found.isEnabled && found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
            {t('numbers.more')}
          </Button>
        )}
      </div>
    </>
  )
}

interface Asked {
  number: string | undefined
  product: string | undefined
}

const useFound = (query: Asked, shown: boolean) =>
  useInfiniteQuery({
    queryKey: ['numbered-parts', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<NumberedPart>>('/numbered-parts', { query: { ...query, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: shown && Boolean(query.number || query.product),
  })
