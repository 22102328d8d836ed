import { LockOutlined } from '@ant-design/icons'
import { type DragEvent, type KeyboardEvent, type MouseEvent, memo, useMemo, useState } from 'react'
import type { AppointmentRow, Day, Schedule, ScheduleDay, ScheduleResource } from '@/api/types'
import { direction } from '@/app/locale'
import { clock, dayName, type Grouping } from './days'
import { type Card, cardsOf, clip, columns, range, type Target } from './layout'
import { ScheduleCard } from './ScheduleCard'
import { type Drag, hasMoved } from './useDrag'
import { useFocusOn } from './useFocusOn'
import { useWords } from './useWords'

interface Props {
  schedule: Schedule
  grouping: Grouping
  onOpen: (id: string) => void
  onBook: ((resource: string, from: number | null, day?: Day) => void) | null
  onMove: (drag: Drag) => void
  onDay: (day: Day) => void
}

/** A week: a row for each resource and a cell for each day; a card keeps its time of the day when it changes cells. */
export function WeekGrid({ schedule, grouping, onOpen, onBook, onMove, onDay }: Props) {
  const { t, language, zone } = useWords()
  const rows = useMemo(() => new Map(schedule.appointments.map((row) => [row.id, row])), [schedule.appointments])
  const list = useMemo(() => columns(schedule, grouping), [schedule, grouping])
  const [held, setHeld] = useState<Drag | null>(null)
  const rtl = direction(language) === 'rtl'
  const focusOn = useFocusOn(schedule)

  const drop = (card: Card, resource: ScheduleResource, day: ScheduleDay) => {
    const drag = { card, target: onDayOf(card, resource.id, day, schedule) }
    if (card.resource.kind === resource.kind && hasMoved(drag)) onMove(drag)
  }
  const keys = (event: KeyboardEvent<HTMLElement>, card: Card) => {
    const mine = held?.card.slice.id === card.slice.id ? held : null
    if (event.key === ' ' && !mine && card.row?.actions.includes('allocate'))
      setHeld({ card, target: { resource: card.resource.id, from: Date.parse(card.slice.from) } })
    else if (!mine) return
    else if (event.key === 'Escape') setHeld(null)
    else if (event.key === ' ' || event.key === 'Enter') {
      setHeld(null)
      focusOn(card)
      if (hasMoved(mine)) onMove(mine)
    } else if (event.key.startsWith('Arrow')) {
      const target = neighbour(mine.target, event.key, list, schedule, card, rtl)
      if (target) setHeld({ card, target })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const target = held && list.find(({ id }) => id === held.target.resource)
  const targetDay = held && schedule.days.find((day) => within(held.target.from, day))
  return (
    <div className="sched-week">
      <div className="sched-corner" />
      {schedule.days.map((day) => (
        <button key={day.date} type="button" className="sched-head" onClick={() => onDay(day.date)}>
          <span>{dayName(day.date, language)}</span>
          {day.locked && <LockOutlined title={day.locked} />}
        </button>
      ))}
      {list.map((resource) => (
        <WeekRow
          key={resource.id}
          resource={resource}
          days={schedule.days}
          rows={rows}
          held={held}
          target={held && target?.id === resource.id ? (targetDay?.date ?? null) : null}
          onOpen={onOpen}
          onBook={onBook}
          onDrop={drop}
          onKeys={keys}
        />
      ))}
      <p id="sched-how" hidden>
        {t('schedule.howToMoveDays')}
      </p>
      <p className="visually-hidden" role="status">
        {held &&
          target &&
          targetDay &&
          t('schedule.wouldBe', {
            resource: target.name,
            time: `${dayName(targetDay.date, language)} ${clock(new Date(held.target.from), zone)}`,
          })}
      </p>
    </div>
  )
}

const within = (at: number, day: ScheduleDay) => at >= Date.parse(day.from) && at < Date.parse(day.until)

/** The same time of another day. */
function onDayOf(card: Card, resource: string, day: ScheduleDay, schedule: Schedule): Target {
  const from = Date.parse(card.slice.from)
  const own = schedule.days.find((one) => within(from, one)) ?? day
  return { resource, from: Date.parse(day.from) + from - Date.parse(own.from) }
}

function neighbour(
  at: Target,
  key: string,
  list: ScheduleResource[],
  schedule: Schedule,
  card: Card,
  rtl: boolean,
): Target | null {
  const { days } = schedule
  const today = days.findIndex((day) => within(at.from, day))
  const same = list.filter(({ kind }) => kind === card.resource.kind)
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = same[same.findIndex(({ id }) => id === at.resource) + (key === 'ArrowDown' ? 1 : -1)]
    return next ? { ...at, resource: next.id } : null
  }
  const day = days[today + ((key === 'ArrowRight') !== rtl ? 1 : -1)]
  return day ? { ...onDayOf(card, at.resource, day, schedule) } : null
}

interface RowProps {
  resource: ScheduleResource
  days: ScheduleDay[]
  rows: Map<string, AppointmentRow>
  held: Drag | null
  /** The day that a held card would go to. */
  target: Day | null
  onOpen: (id: string) => void
  onBook: Props['onBook']
  onDrop: (card: Card, resource: ScheduleResource, day: ScheduleDay) => void
  onKeys: (event: KeyboardEvent<HTMLElement>, card: Card) => void
}

let dragged: Card | null = null

const WeekRow = memo(function WeekRow(props: RowProps) {
  const { resource, days, rows, held, target, onOpen, onBook, onDrop, onKeys } = props
  const cards = useMemo(() => cardsOf(resource, rows), [resource, rows])
  return (
    <>
      <div className="sched-row-head">
        <bdi>{resource.name}</bdi>
      </div>
      {days.map((day) => (
        <Cell
          key={day.date}
          resource={resource}
          day={day}
          isTarget={target === day.date}
          onBook={onBook}
          onDrop={(card) => onDrop(card, resource, day)}
        >
          {cards
            .filter(({ slice }) => within(Date.parse(slice.from), day))
            .sort((a, b) => a.slice.from.localeCompare(b.slice.from))
            .map((card) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the card inside is a button, and moves by keys
              <div
                key={card.key}
                className={held?.card.slice.id === card.slice.id ? 'lifted' : undefined}
                draggable={card.row?.actions.includes('allocate')}
                onDragStart={() => {
                  dragged = card
                }}
                onDragEnd={() => {
                  dragged = null
                }}
              >
                <ScheduleCard
                  card={card}
                  onOpen={() => card.row && onOpen(card.row.id)}
                  onKeyDown={(event) => onKeys(event, card)}
                />
              </div>
            ))}
        </Cell>
      ))}
    </>
  )
})

interface CellProps {
  resource: ScheduleResource
  day: ScheduleDay
  isTarget: boolean
  onBook: Props['onBook']
  onDrop: (card: Card) => void
  children: React.ReactNode
}

function Cell({ resource, day, isTarget, onBook, onDrop, children }: CellProps) {
  const [over, setOver] = useState(false)
  const whole = range(day)
  const hours = resource.kind === 'technician' ? resource.hours : day.open
  const isThere = hours.some((open) => clip(range(open), whole))
  const away = resource.absences.find((absence) => clip(range(absence), whole))
  const classes = ['sched-cell', (!isThere || away) && 'closed', day.locked && 'locked', (over || isTarget) && 'over']
  const enter = (event: DragEvent) => {
    if (dragged?.resource.kind !== resource.kind) return
    event.preventDefault()
    setOver(true)
  }
  const land = () => {
    setOver(false)
    if (dragged) onDrop(dragged)
  }
  const press = (event: MouseEvent<HTMLElement>) => {
    if (event.target === event.currentTarget) onBook?.(resource.id, null, day.date)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page's button books with the keyboard
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      className={classes.filter(Boolean).join(' ')}
      onClick={press}
      onDragOver={enter}
      onDragLeave={() => setOver(false)}
      onDrop={land}
    >
      {away && <bdi className="sched-reason">{away.reason}</bdi>}
      {children}
    </div>
  )
}
