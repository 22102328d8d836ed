import { type PointerEvent, useRef, useState } from 'react'
import { type Card, type Range, snap, type Target } from './layout'

/** A card on its way: the place where it would land. */
export interface Drag {
  card: Card
  target: Target
}

const LONG_PRESS = 350
const SLACK = 6

interface Column {
  id: string
  left: number
  right: number
}

interface Props {
  shown: Range
  slotMinutes: number
  /** Pixels of a millisecond. */
  scale: number
  onDrop: (drag: Drag) => void
}

/** Dragging with mouse, pen or finger (which presses first, so that the page still scrolls). */
export function useDrag({ shown, slotMinutes, scale, onDrop }: Props) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const dropped = useRef(false)

  const begin = (event: PointerEvent<HTMLElement>, card: Card) => {
    if (event.button !== 0) return
    const element = event.currentTarget
    const grid = element.closest<HTMLElement>('.sched-grid')
    if (!grid) return
    const start = { x: event.clientX, y: event.clientY, scroll: grid.scrollTop }
    const touched = event.pointerType === 'touch'
    let columns: Column[] = []
    let current: Drag | null = null
    dropped.current = false
    const lift = () => {
      columns = columnsIn(grid, card.resource.kind)
      current = { card, target: { resource: card.resource.id, from: Date.parse(card.slice.from) } }
      element.setPointerCapture(event.pointerId)
      setDrag(current)
    }
    const timer = touched ? setTimeout(lift, LONG_PRESS) : undefined
    const move = (next: globalThis.PointerEvent) => {
      const [dx, dy] = [next.clientX - start.x, next.clientY - start.y]
      if (!current) {
        if (Math.hypot(dx, dy) < SLACK) return
        if (touched) return end()
        lift()
      }
      if (!current) return
      const far = (dy + grid.scrollTop - start.scroll) / scale
      const from = snap(Date.parse(card.slice.from) + far, shown, slotMinutes)
      const resource = columns.find(({ left, right }) => next.clientX >= left && next.clientX < right)?.id
      const target = { resource: resource ?? current.target.resource, from }
      if (target.resource === current.target.resource && target.from === current.target.from) return
      current = { card, target }
      setDrag(current)
    }
    const still = (touch: TouchEvent) => current && touch.preventDefault()
    const end = () => {
      clearTimeout(timer)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', up)
      element.removeEventListener('pointercancel', end)
      element.removeEventListener('touchmove', still)
      window.removeEventListener('keydown', giveUp, true)
      setDrag(null)
    }
    const up = () => {
      const last = current
      dropped.current = last !== null
      end()
      if (last && hasMoved(last)) onDrop(last)
    }
    const giveUp = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !current) return
      dropped.current = true
      end()
    }
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', up)
    element.addEventListener('pointercancel', end)
    element.addEventListener('touchmove', still, { passive: false })
    window.addEventListener('keydown', giveUp, true)
  }
  /** The click that ends a drag opens nothing. */
  const wasDragged = () => {
    const was = dropped.current
    dropped.current = false
    return was
  }
  return { drag, setDrag, begin, wasDragged }
}

export const hasMoved = ({ card, target }: Drag) =>
  target.resource !== card.resource.id || target.from !== Date.parse(card.slice.from)

/** Bays go to bays, and people to people. */
function columnsIn(grid: HTMLElement, kind: string): Column[] {
  return [...grid.querySelectorAll<HTMLElement>(`[data-resource][data-kind="${kind}"]`)].map((column) => {
    const { left, right } = column.getBoundingClientRect()
    return { id: column.dataset.resource ?? '', left, right }
  })
}
