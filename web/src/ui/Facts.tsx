import type { ReactNode } from 'react'
import './records.css'

export interface Fact {
  label: string
  value: ReactNode
}

/** Names and values of a record; an absent value is a dash. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
