import { ClockCircleOutlined, LockOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { useMemo } from 'react'
import type { AppointmentRow, Schedule } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { Plate } from '@/ui/Plate'
import { StatusTag } from '@/ui/StatusTag'
import { clock } from './days'
import { clip, range } from './layout'
import { serviceNames } from './ScheduleCard'
import { useWords } from './useWords'

interface Props {
  schedule: Schedule
  empty: React.ReactNode
  onOpen: (id: string) => void
}

/** A day on a phone: who comes, hour by hour. */
export function HourList({ schedule, empty, onOpen }: Props) {
  const { t, zone } = useWords()
  const day = schedule.days[0]
  const groups = useMemo(() => byHour(schedule, zone), [schedule, zone])
  return (
    <div className="sched-list">
      {day?.locked && <Alert type="warning" icon={<LockOutlined />} showIcon title={day.locked} />}
      {groups.length === 0 && <EmptyState title={t('schedule.emptyDay')} action={empty} />}
      {groups.map(([hour, rows]) => (
        <section key={hour} aria-label={hour}>
          <h2 className="num">{hour}</h2>
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <Line row={row} where={places(schedule, row.id)} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Line({ row, where, onOpen }: { row: AppointmentRow; where: string; onOpen: (id: string) => void }) {
  const { t, language, zone } = useWords()
  return (
    <button type="button" className={`sched-line state-${row.state}`} onClick={() => onOpen(row.id)}>
      <span className="row wrap">
        <strong className="num">{clock(row.start, zone)}</strong>
        {row.plate && <Plate text={row.plate} />}
        <span className="grow" />
        {row.is_waiter && <ClockCircleOutlined title={t('schedule.waiter')} />}
        <StatusTag kind="appointment" state={row.state} />
      </span>
      <bdi>{row.customer_name}</bdi>
      <bdi className="muted">{serviceNames(row.services, language)}</bdi>
      {where && <bdi className="muted">{where}</bdi>}
    </button>
  )
}

const places = ({ resources }: Schedule, id: string) =>
  resources
    .filter(({ allocations }) => allocations.some((slice) => slice.appointment_id === id))
    .map(({ name }) => name)
    .join(' · ')

/** The day's appointments under the hour in which they begin; what began before stands under the first. */
function byHour({ days, appointments }: Schedule, zone: string): [string, AppointmentRow[]][] {
  const groups = new Map<string, AppointmentRow[]>()
  const day = days[0]
  const isOn = (row: AppointmentRow) => day && clip(range({ from: row.start, until: row.end }), range(day))
  for (const row of appointments.filter(isOn)) {
    const hour = `${clock(row.start, zone).slice(0, 2)}:00`
    groups.set(hour, [...(groups.get(hour) ?? []), row])
  }
  return [...groups]
}
