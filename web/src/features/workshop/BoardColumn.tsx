import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderRow } from '@/api/types'
import { BoardCard } from './BoardCard'
import { type Column, type Move, moveTo } from './moves'

interface Props {
  column: Column
  rows: WorkOrderRow[]
  onDrop: (row: WorkOrderRow, column: Column) => void
  onCommand: (row: WorkOrderRow, move: Move) => void
}

type Over = 'allowed' | 'refused' | null

export function BoardColumn({ column, rows, onDrop, onCommand }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const cards = useRef<HTMLUListElement>(null)
  const [over, setOver] = useState<Over>(null)
  const drop = useRef(onDrop)
  drop.current = onDrop
  useEffect(() => {
    if (!box.current || !cards.current) return
    return combine(
      autoScrollForElements({ element: cards.current }),
      dropTargetForElements({
        element: box.current,
        onDragEnter: ({ source }) => setOver(fits(source.data.row as WorkOrderRow, column)),
        onDragLeave: () => setOver(null),
        onDrop: ({ source }) => {
          setOver(null)
          drop.current(source.data.row as WorkOrderRow, column)
        },
      }),
    )
  }, [column])
  return (
    <section ref={box} className={`column ${over ?? ''}`} aria-label={t(`state.workOrder.${column}`)}>
      <header className={`column-head state-${column}`}>
        <h2>{t(`state.workOrder.${column}`)}</h2>
        <span className="count">{rows.length}</span>
      </header>
      <ul ref={cards} className="cards">
        {rows.map((row) => (
          <BoardCard key={row.id} row={row} onCommand={onCommand} />
        ))}
      </ul>
    </section>
  )
}

function fits(row: WorkOrderRow, column: Column): Over {
  if (row.state === column) return null
  return moveTo(row, column) ? 'allowed' : 'refused'
}
