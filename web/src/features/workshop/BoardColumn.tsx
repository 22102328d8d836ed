import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderRow } from '@/api/types'
import { BoardCard } from './BoardCard'
import type { Place } from './columns'
import { type Move, moveTo } from './moves'

interface Props {
  place: Place
  rows: WorkOrderRow[]
  onDrop: (row: WorkOrderRow, place: Place) => void
  onCommand: (row: WorkOrderRow, move: Move) => void
}

type Over = 'allowed' | 'refused' | null

export function BoardColumn({ place, rows, onDrop, onCommand }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const cards = useRef<HTMLUListElement>(null)
  const [over, setOver] = useState<Over>(null)
  const drop = useRef(onDrop)
  drop.current = onDrop
  const to = useRef(place)
  to.current = place
  useEffect(() => {
    if (!box.current || !cards.current) return
    return combine(
      autoScrollForElements({ element: cards.current }),
      dropTargetForElements({
        element: box.current,
        onDragEnter: ({ source }) => setOver(fits(source.data.row as WorkOrderRow, to.current)),
        onDragLeave: () => setOver(null),
        onDrop: ({ source }) => {
          setOver(null)
          drop.current(source.data.row as WorkOrderRow, to.current)
        },
      }),
    )
  }, [])
  const name = place.own?.name ?? t(`state.workOrder.${place.state}`)
  return (
    <section ref={box} className={`column ${over ?? ''}`} aria-label={name}>
      <header className={`column-head ${place.own ? `tone-dot-${place.own.colour}` : `state-${place.state}`}`}>
        <h2>
          <bdi>{name}</bdi>
        </h2>
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

function fits(row: WorkOrderRow, place: Place): Over {
  if (row.state === place.state) return place.own ? 'allowed' : null
  return moveTo(row, place.state) ? 'allowed' : 'refused'
}
