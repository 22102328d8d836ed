import { ClockCircleOutlined, ToolOutlined } from '@ant-design/icons'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { BookedService, Language } from '@/api/types'
import { Plate } from '@/ui/Plate'
import { Words } from '@/ui/Words'
import { clock } from './days'
import type { Card } from './layout'
import { useWords } from './useWords'

export const serviceNames = (services: BookedService[], language: Language) =>
  services.map(({ names }) => names[language]).join(', ')

interface Props {
  card: Card
  style?: React.CSSProperties
  ghost?: boolean
  onOpen?: () => void
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

/** What of an appointment stands on the schedule. */
export function ScheduleCard({ card, style, ghost = false, onOpen, onPointerDown, onKeyDown }: Props) {
  const { t, language, zone } = useWords()
  const { slice, row } = card
  const time = `${clock(slice.from, zone)} – ${clock(slice.until, zone)}`
  if (!row) {
    return (
      <div className="sched-card state-order" style={style}>
        <span className="num">{time}</span> <ToolOutlined /> {t('schedule.workOrderTime')}
      </div>
    )
  }
  return (
    <button
      type="button"
      className={`sched-card state-${row.state}${ghost ? ' ghost' : ''}`}
      style={style}
      data-appointment={row.id}
      aria-describedby={row.actions.includes('allocate') ? 'sched-how' : undefined}
      onClick={onOpen}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      // A space lifts the card; letting go of it is no click.
      onKeyUp={(event) => event.key === ' ' && event.preventDefault()}
    >
      <span className="sched-top">
        <span className="num">
          {clock(slice.from, zone)}
          <span className="visually-hidden"> – {clock(slice.until, zone)}</span>
        </span>
        {row.plate && <Plate text={row.plate} />}
        {row.is_waiter && <ClockCircleOutlined className="sched-waiter" aria-hidden="true" />}
      </span>
      <Words className="sched-name" text={row.customer_name} />
      <Words className="sched-services" text={serviceNames(row.services, language)} />
      <span className="visually-hidden">
        {t(`state.appointment.${row.state}`)} {row.is_waiter && t('schedule.waiter')}
      </span>
    </button>
  )
}
