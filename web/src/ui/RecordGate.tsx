import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ProblemAlert } from './ProblemAlert'
import './records.css'

interface Props<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (record: T) => ReactNode
}

/** Shows a page's record once it is there, and why not when it cannot be. */
export function RecordGate<T>({ query, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ProblemAlert error={query.error} onRetry={query.refetch} />
  return (
    <section className="panel panel-body">
      <Skeleton active paragraph={{ rows: 8 }} />
    </section>
  )
}
