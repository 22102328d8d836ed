import { LockOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentRow, Schedule, ScheduleDay, ScheduleResource } from '@/api/types'
import { direction } from '@/app/locale'
import { useNow } from '@/ui/Time'
import { clock, type Grouping } from './days'
import {
  type Card,
  cardsOf,
  clip,
  columns,
  gaps,
  hoursIn,
  type Range,
  range,
  shifted,
  shownHours,
  snap,
} from './layout'
import { ScheduleCard } from './ScheduleCard'
import { type Drag, hasMoved, useDrag } from './useDrag'
import { useFocusOn } from './useFocusOn'
import { useWords } from './useWords'

const HOUR_PX = 72
const HOUR = 3_600_000
const SCALE = HOUR_PX / HOUR

interface Props {
  schedule: Schedule
  grouping: Grouping
  onOpen: (id: string) => void
  /** Somebody wants to book this time; null while nobody may. */
  onBook: ((resource: string, from: number | null) => void) | null
  onMove: (drag: Drag) => void
}

/** One day: a column for each resource, time from top to bottom whichever way the page reads. */
export function DayGrid({ schedule, grouping, onOpen, onBook, onMove }: Props) {
  const { t, language, zone } = useWords()
  const day = schedule.days[0] as ScheduleDay
  const shown = useMemo(() => shownHours(day, schedule.resources), [day, schedule.resources])
  const rows = useMemo(() => new Map(schedule.appointments.map((row) => [row.id, row])), [schedule.appointments])
  const list = useMemo(() => columns(schedule, grouping), [schedule, grouping])
  const slotMinutes = schedule.slot_minutes
  const { drag, setDrag, begin, wasDragged } = useDrag({ shown, slotMinutes, scale: SCALE, onDrop: onMove })
  const rtl = direction(language) === 'rtl'
  const focusOn = useFocusOn(schedule)

  const keys = (event: KeyboardEvent<HTMLElement>, card: Card) => {
    const held = drag?.card.slice.id === card.slice.id ? drag : null
    if (event.key === ' ' && !held) {
      if (card.row?.actions.includes('allocate'))
        setDrag({ card, target: { resource: card.resource.id, from: Date.parse(card.slice.from) } })
    } else if (!held) return
    else if (event.key === 'Escape') setDrag(null)
    else if (event.key === ' ' || event.key === 'Enter') {
      setDrag(null)
      focusOn(card)
      if (hasMoved(held)) onMove(held)
    } else if (event.key.startsWith('Arrow')) {
      const target = shifted(held.target, event.key, sameKind(list, card), slotMinutes * 60_000, rtl)
      if (target && target.from >= shown.from && target.from < shown.until) setDrag({ card, target })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const handlers = useHandlers({ begin, keys, wasDragged, onOpen, onBook })
  const target = drag && list.find(({ id }) => id === drag.target.resource)
  return (
    <div className="sched-grid" style={{ '--columns': list.length, '--hour': `${HOUR_PX}px` } as React.CSSProperties}>
      <div className="sched-corner" />
      {list.map((resource) => (
        <ColumnHead key={resource.id} resource={resource} onBook={onBook} />
      ))}
      <HourAxis shown={shown} zone={zone} />
      {list.map((resource) => (
        <Column
          key={resource.id}
          resource={resource}
          day={day}
          shown={shown}
          slotMinutes={slotMinutes}
          rows={rows}
          handlers={handlers}
          ghost={drag?.target.resource === resource.id ? drag : null}
          lifted={drag?.card.resource.id === resource.id ? drag.card.slice.id : null}
        />
      ))}
      <p id="sched-how" hidden>
        {t('schedule.howToMove')}
      </p>
      <p className="visually-hidden" role="status">
        {drag &&
          target &&
          t('schedule.wouldBe', { resource: target.name, time: clock(new Date(drag.target.from), zone) })}
      </p>
    </div>
  )
}

const sameKind = (list: ScheduleResource[], { resource }: Card) =>
  list.filter(({ kind }) => kind === resource.kind).map(({ id }) => id)

interface Handlers {
  begin: (event: PointerEvent<HTMLElement>, card: Card) => void
  keys: (event: KeyboardEvent<HTMLElement>, card: Card) => void
  wasDragged: () => boolean
  onOpen: (id: string) => void
  onBook: Props['onBook']
}

/** The same object at every drawing, so that what did not change is not drawn again while a card moves. */
function useHandlers(now: Handlers): React.RefObject<Handlers> {
  const handlers = useRef(now)
  handlers.current = now
  return handlers
}

function ColumnHead({ resource, onBook }: { resource: ScheduleResource; onBook: Props['onBook'] }) {
  const { t } = useTranslation()
  return (
    <div className="sched-head">
      <bdi title={resource.name}>{resource.name}</bdi>
      {onBook && resource.active && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('schedule.bookWith', { resource: resource.name })}
          onClick={() => onBook(resource.id, null)}
        />
      )}
    </div>
  )
}

function HourAxis({ shown, zone }: { shown: Range; zone: string }) {
  const count = Math.round(hoursIn(shown))
  return (
    <div className="sched-axis" style={{ blockSize: count * HOUR_PX }}>
      {Array.from({ length: count }, (_, at) => shown.from + at * HOUR).map((at) => (
        <span key={at} className="num" style={{ blockSize: HOUR_PX }}>
          {clock(new Date(at), zone)}
        </span>
      ))}
    </div>
  )
}

interface ColumnProps {
  resource: ScheduleResource
  day: ScheduleDay
  shown: Range
  slotMinutes: number
  rows: Map<string, AppointmentRow>
  handlers: React.RefObject<Handlers>
  ghost: Drag | null
  lifted: string | null
}

const Column = memo(function Column(props: ColumnProps) {
  const { resource, day, shown, slotMinutes, rows, handlers, ghost, lifted } = props
  const { t } = useTranslation()
  const place = (time: Range) => ({
    insetBlockStart: (time.from - shown.from) * SCALE,
    blockSize: (time.until - time.from) * SCALE,
  })
  const hours = resource.kind === 'technician' ? resource.hours : day.open
  const closed = gaps(hours.map(range), shown)
  const away = resource.absences.map((absence) => ({ absence, time: clip(range(absence), shown) }))
  const press = (event: MouseEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || handlers.current.wasDragged()) return
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top
    const slot = slotMinutes * 60_000
    handlers.current.onBook?.(resource.id, snap(shown.from + y / SCALE - slot / 2, shown, slotMinutes))
  }
  const open = (id: string) => {
    if (!handlers.current.wasDragged()) handlers.current.onOpen(id)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the column's head has a button for keyboards
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      className={`sched-column${day.locked ? ' locked' : ''}`}
      data-resource={resource.id}
      data-kind={resource.kind}
      style={{ blockSize: hoursIn(shown) * HOUR_PX }}
      onClick={press}
    >
      {closed.map((time) => (
        <div key={time.from} className="sched-closed" style={place(time)} />
      ))}
      {away.map(
        ({ absence, time }) =>
          time && (
            <div key={absence.from} className="sched-away" style={place(time)}>
              <bdi>{absence.reason}</bdi>
            </div>
          ),
      )}
      {day.locked && (
        <div className="sched-locked">
          <LockOutlined aria-label={t('schedule.locked')} />
        </div>
      )}
      {cardsOf(resource, rows).map((card) => {
        const time = clip(range(card.slice), shown)
        if (!time) return null
        const moves = card.row?.actions.includes('allocate')
        return (
          <ScheduleCard
            key={card.key}
            card={card}
            style={{ ...place(time), opacity: lifted === card.slice.id ? 0.4 : undefined }}
            onOpen={() => card.row && open(card.row.id)}
            onPointerDown={moves ? (event) => handlers.current.begin(event, card) : undefined}
            onKeyDown={(event) => handlers.current.keys(event, card)}
          />
        )
      })}
      {ghost && <Ghost drag={ghost} place={place} />}
      <NowLine shown={shown} />
    </div>
  )
})

function Ghost({ drag: { card, target }, place }: { drag: Drag; place: (time: Range) => React.CSSProperties }) {
  const { zone } = useWords()
  const { from, until } = range(card.slice)
  const time = { from: target.from, until: target.from + until - from }
  return (
    <div className="sched-ghost" style={place(time)} aria-hidden="true">
      <span className="num">
        {clock(new Date(time.from), zone)} – {clock(new Date(time.until), zone)}
      </span>
      <bdi className="sched-name">{card.row?.customer_name}</bdi>
    </div>
  )
}

function NowLine({ shown }: { shown: Range }) {
  const now = useNow()
  if (now < shown.from || now >= shown.until) return null
  return <div className="sched-now" style={{ insetBlockStart: (now - shown.from) * SCALE }} />
}
