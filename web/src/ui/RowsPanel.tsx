import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ProblemAlert } from './ProblemAlert'
import { type Column, RowCards, type Target } from './RowCards'
import { RowTable } from './RowTable'
import { usePhone } from './usePhone'

interface Props<T extends { id: string }> {
  query: { data: T[] | undefined; error: unknown; refetch: () => unknown }
  /** Those of the query's rows to show; all when left out. */
  rows?: T[]
  columns: Column<T>[]
  href?: (row: T) => Target
  title?: string
  action?: ReactNode
  filters?: ReactNode
  empty: ReactNode
}

/** A list that is there as a whole. */
export function RowsPanel<T extends { id: string }>(props: Props<T>) {
  const { query, rows = query.data ?? [], columns, href, title, action, filters, empty } = props
  const Rows = usePhone() ? RowCards : RowTable
  const body = () => {
    if (query.data === undefined) {
      if (query.error) return <ProblemAlert error={query.error} onRetry={query.refetch} />
      return <Skeleton active className="panel-body" paragraph={{ rows: 4 }} />
    }
    return rows.length === 0 ? empty : <Rows rows={rows} columns={columns} href={href} />
  }
  return (
    <section className="panel data-table">
      {title && (
        <header className="panel-head">
          <h2 className="panel-title grow">{title}</h2>
          {action}
        </header>
      )}
      {filters && <div className="filters">{filters}</div>}
      {body()}
    </section>
  )
}
