import type { ReactNode } from 'react'

interface Props {
  title: string
  hint?: string
  children: ReactNode
}

/** A part of what a site decides on how work runs. */
export function SettingsPanel({ title, hint, children }: Props) {
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2 className="panel-title">{title}</h2>
      </header>
      <div className="panel-body stack">
        {hint && <p className="muted">{hint}</p>}
        {children}
      </div>
    </section>
  )
}
