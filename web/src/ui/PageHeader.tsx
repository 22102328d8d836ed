import type { ReactNode } from 'react'
import { useEffect } from 'react'

/** The page's name (also the browser tab's), what belongs beside it, and the page's buttons. */
export function PageHeader({ title, beside, actions }: { title: string; beside?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ECAR`
  }, [title])
  return (
    <header className="page-header">
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {beside}
      {actions && <div className="actions">{actions}</div>}
    </header>
  )
}
