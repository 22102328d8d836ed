import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { type Column, type Target, targetOf } from './RowCards'
import { useUrlState } from './useUrlState'

interface Props<T> {
  rows: T[]
  columns: Column<T>[]
  /** Without it the rows lead nowhere. */
  href?: (row: T) => Target
}

/** The rows of a list on a wide screen; arrow keys move, Enter opens. (Ant Design's own table weighs more than a page may.) */
export function RowTable<T extends { id: string }>({ rows, columns, href }: Props<T>) {
  const navigate = useNavigate()
  const router = useRouter()
  const [picked, setPicked] = useState(-1)
  const body = useRef<HTMLTableSectionElement>(null)
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setPicked(next)
    body.current?.rows[next]?.scrollIntoView({ block: 'nearest' })
  }
  const keyDown = (event: KeyboardEvent) => {
    const row = rows[picked]
    if (event.key === 'ArrowDown') move(picked + 1)
    else if (event.key === 'ArrowUp') move(picked - 1)
    else if (event.key === 'Enter' && row && href && event.target === event.currentTarget) navigate(targetOf(href(row)))
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent, row: T) => {
    if (!href || (event.target as HTMLElement).closest('a, button, label')) return
    const target = targetOf(href(row))
    if (event.ctrlKey || event.metaKey) window.open(router.buildLocation(target).href, '_blank')
    else navigate(target)
  }
  return (
    <div className="table-scroll" onKeyDown={keyDown} tabIndex={0} role="group">
      <table className={href ? 'table' : 'table still'}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr key={row.id} className={index === picked ? 'picked' : ''} onClick={(event) => click(event, row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.end ? 'end' : undefined}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heading<T>({ column }: { column: Column<T> }) {
  const [url, setUrl] = useUrlState()
  const { sort, sortOnly, title, end, width } = column
  const name = sort?.replace(/^-/, '')
  const state = name && url.sort === name ? 'ascending' : name && url.sort === `-${name}` ? 'descending' : undefined
  const next = () => {
    if (sortOnly) return state ? undefined : sort
    if (state === 'ascending') return `-${name}`
    return state === 'descending' ? undefined : name
  }
  return (
    <th scope="col" aria-sort={state} className={end ? 'end' : undefined} style={{ width }}>
      {sort ? (
        <button type="button" onClick={() => setUrl({ sort: next() })}>
          {title} {state === 'descending' ? <CaretDownOutlined /> : <CaretUpOutlined className={state ?? 'idle'} />}
        </button>
      ) : (
        title
      )}
    </th>
  )
}
