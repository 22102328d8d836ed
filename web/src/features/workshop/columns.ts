import type { BoardColumn, Id, WorkOrderRow } from '@/api/types'
import { COLUMNS, type Column } from './moves'

/** A column as the board shows it: the site's own, or the usual one of a state. */
export interface Place {
  key: string
  state: Column
  /** Of the site's own. */
  own?: Pick<BoardColumn, 'id' | 'name' | 'colour'>
}

const USUAL: Place[] = COLUMNS.map((state) => ({ key: state, state }))
const WITHOUT_CHECK = USUAL.filter(({ state }) => state !== 'quality_check')

const isShown = (state: BoardColumn['state']): state is Column => COLUMNS.some((column) => column === state)

/** From left to right. The quality check is shown by those who use it. */
export function placesOf(columns: BoardColumn[], rows: Placed[]): Place[] {
  const own = columns.flatMap(({ id, name, colour, state }) =>
    isShown(state) ? [{ key: id, state, own: { id, name, colour } }] : [],
  )
  if (own.length > 0) return own
  return rows.some(({ state }) => state === 'quality_check') ? USUAL : WITHOUT_CHECK
}

type Placed = Pick<WorkOrderRow, 'state' | 'column_id'>

/** Where an order stands: in the column it was put into while its state is that column's, else in the first of its state. */
export function placeOf(row: Placed, places: Place[]): Place | undefined {
  const ofState = places.filter(({ state }) => state === row.state)
  return ofState.find(({ key }) => key === row.column_id) ?? ofState[0]
}

/** The column to put an order into after its state is this place's; none when it stands there anyway. */
export function columnFor(place: Place, places: Place[]): Id | undefined {
  const first = places.find(({ state }) => state === place.state)
  return first === place ? undefined : place.own?.id
}
