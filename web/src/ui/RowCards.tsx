import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import './records.css'

/** Where a row leads: a page, or the same page with something opened in its address. */
export type Target = string | { to: string; search: Record<string, string | undefined> }

export const targetOf = (target: Target) => (typeof target === 'string' ? { to: target } : target)

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** Name of this column in ?sort=; a click toggles "name" and "-name". */
  sort?: string
  /** Where the API knows only one direction, e.g. "-created_at". */
  sortOnly?: boolean
  end?: boolean
  width?: number
  /** On a phone's card this starts a new line. */
  newLine?: boolean
  /** Left out of the cards on a phone. */
  desktopOnly?: boolean
  /** On a phone's card its title stands before it: a day or a name that says too little by itself. */
  named?: boolean
}

/** The rows of a list on a phone: each a card, which opens its page if it has one. */
export function RowCards<T extends { id: string }>({ rows, columns, href }: Props<T>) {
  return (
    <ul className="card-list">
      {rows.map((row) => (
        <li key={row.id}>
          {href ? (
            <Link {...targetOf(href(row))} className="card-row">
              <Fields row={row} columns={columns} />
            </Link>
          ) : (
            <div className="card-row">
              <Fields row={row} columns={columns} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Fields<T>({ row, columns }: { row: T; columns: Column<T>[] }) {
  return (
    <div className="card-fields">
      {columns
        .filter((column) => !column.desktopOnly)
        .map((column) => (
          <Fragment key={column.key}>
            {column.newLine && <span className="card-break" />}
            <div>
              {column.named && <span className="muted">{column.title} · </span>}
              {column.render(row)}
            </div>
          </Fragment>
        ))}
    </div>
  )
}

interface Props<T> {
  rows: T[]
  columns: Column<T>[]
  /** Without it the rows lead nowhere. */
  href?: (row: T) => Target
}
