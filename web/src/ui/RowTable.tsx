import { useNavigate } from '@tanstack/react-router'
import { Table, type TableColumnType } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Column } from './RowCards'
import { type UrlState, useUrlState } from './useUrlState'

/** The rows of a list on a wide screen; arrow keys move, Enter opens. */
export function RowTable<T extends { id: string }>({ rows, columns, href }: Props<T>) {
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const [picked, setPicked] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setPicked(next)
    box.current?.querySelectorAll('.ant-table-row')[next]?.scrollIntoView({ block: 'nearest' })
  }
  const keyDown = (event: KeyboardEvent) => {
    const row = rows[picked]
    if (event.key === 'ArrowDown') move(picked + 1)
    else if (event.key === 'ArrowUp') move(picked - 1)
    else if (event.key === 'Enter' && row) navigate({ to: href(row) })
    else return
    event.preventDefault()
  }
  return (
    <div ref={box} onKeyDown={keyDown} tabIndex={0} role="group">
      <Table<T>
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={rows}
        scroll={{ x: 'max-content' }}
        columns={columns.map((column) => antdColumn(column, url))}
        showSorterTooltip={false}
        onChange={(_pagination, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          const column = columns.find(({ key }) => key === one?.columnKey)
          setUrl({ sort: one?.order && column?.sort ? sortText(column, one.order) : undefined })
        }}
        rowClassName={(_row, index) => (index === picked ? 'picked' : '')}
        onRow={(row) => ({
          onClick: (event) => {
            const path = href(row)
            if (event.ctrlKey || event.metaKey) window.open(path, '_blank')
            else navigate({ to: path })
          },
        })}
      />
    </div>
  )
}

function sortText<T>(column: Column<T>, order: 'ascend' | 'descend') {
  if (column.sortOnly) return column.sort
  return order === 'descend' ? `-${column.sort}` : column.sort
}

function antdColumn<T>(column: Column<T>, url: UrlState): TableColumnType<T> {
  const plain = column.sort?.replace(/^-/, '')
  const active = column.sort && url.sort?.replace(/^-/, '') === plain
  return {
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.end ? 'end' : 'start',
    sorter: column.sort !== undefined,
    sortDirections: column.sortOnly ? [column.sort?.startsWith('-') ? 'descend' : 'ascend'] : ['ascend', 'descend'],
    sortOrder: active ? (url.sort?.startsWith('-') ? 'descend' : 'ascend') : null,
    render: (_value, row) => column.render(row),
  }
}

interface Props<T> {
  rows: T[]
  columns: Column<T>[]
  href: (row: T) => string
}
