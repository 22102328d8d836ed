import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, LineWithoutNumbers, NumberInput, Page } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { fitNumbers } from './commands'
import { NumberEntry } from './NumberEntry'
import { refusal } from './refusal'
import { CustomerOf, Fitted } from './useFoundColumns'

/** What was taken without its number, with the order and the vehicle: told here, or on the order. */
export function MissingNumbers({ site }: { site: Id | undefined }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const found = useInfiniteQuery({
    queryKey: ['numbered-parts', 'missing', site],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<LineWithoutNumbers>>('/numbered-parts/missing', {
        query: { site, after: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = found.data?.pages.flatMap(({ items }) => items).map(({ line_id, ...row }) => ({ ...row, id: line_id }))
  return (
    <>
      <RowsPanel<MissingRow>
        query={{ data: rows, error: found.error, refetch: found.refetch }}
        columns={columns}
        empty={<EmptyState title={t('numbers.nothingMissing')} />}
      />
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          {t('numbers.more')}
        </Button>
      )}
    </>
  )
}

type MissingRow = Omit<LineWithoutNumbers, 'line_id'> & { id: Id }

function useColumns(): Column<MissingRow>[] {
  const { t } = useTranslation()
  const may = useMay('stock.issue')
  const columns: Column<MissingRow>[] = [
    {
      key: 'article',
      title: t('numbers.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi> <span className="code muted">{row.sku}</span>
        </span>
      ),
    },
    {
      key: 'missing',
      title: t('numbers.without'),
      end: true,
      render: (row) => <Quantity value={row.missing} unit={row.unit} />,
    },
    { key: 'where', title: t('numbers.where'), render: ({ fitted }) => (fitted ? <Fitted fitted={fitted} /> : '—') },
    { key: 'customer', title: t('numbers.customer'), render: ({ fitted }) => <CustomerOf fitted={fitted} /> },
  ]
  const entry: Column<MissingRow> = { key: 'tell', title: t('numbers.number'), render: (row) => <Tell row={row} /> }
  return may ? [...columns, entry] : columns
}

function Tell({ row }: { row: MissingRow }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const tell = (number: NumberInput) =>
    fitNumbers({ line_id: row.id, numbers: [number] }).then(
      async () => {
        message.success(t('numbers.told', { number: number.number, name: row.name }))
        await Promise.all(
          ['numbered-parts', 'fitted', 'products'].map((key) => client.invalidateQueries({ queryKey: [key] })),
        )
        return true
      },
      (error: unknown) => {
        message.error(refusal(error))
        return false
      },
    )
  return (
    <NumberEntry
      label={t('numbers.readOf', { name: row.name })}
      numbering={row.is_serial ? 'serial' : 'batch'}
      room={row.missing}
      onNumber={tell}
    />
  )
}
