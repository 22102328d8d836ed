import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Appointment } from '@/api/types'
import { type Fact, Facts } from '@/ui/Facts'
import { Plate } from '@/ui/Plate'
import { Time } from '@/ui/Time'
import { AppointmentActions, type Opened } from './AppointmentActions'
import { AppointmentHistory } from './AppointmentHistory'
import { BookingWarnings } from './BookingWarnings'
import { CancelDialog } from './CancelDialog'
import { DepositDialog } from './DepositDialog'
import { DepositLine } from './DepositLine'
import { clock } from './days'
import { PromiseAlert } from './PromiseAlert'
import { RepeatDialog } from './RepeatDialog'
import { RescheduleDialog } from './RescheduleDialog'
import { serviceNames } from './ScheduleCard'
import { useWords } from './useWords'
import './schedule.css'

/** All there is of an appointment, and what can be done with it. */
export function AppointmentView({ appointment }: { appointment: Appointment }) {
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const isOpen = ['requested', 'confirmed', 'arrived'].includes(appointment.state)
  return (
    <div className="stack">
      <AppointmentActions appointment={appointment} onOpen={setOpened} />
      {isOpen && (
        <BookingWarnings customer={appointment.customer_id} vehicle={appointment.vehicle_id} own={appointment.id} />
      )}
      <PromiseAlert appointment={appointment} />
      <Facts facts={useFacts(appointment)} />
      {appointment.concern && (
        <blockquote className="concern" dir="auto">
          {appointment.concern}
        </blockquote>
      )}
      <Allocations appointment={appointment} />
      <AppointmentHistory id={appointment.id} />
      {opened === 'reschedule' && <RescheduleDialog appointment={appointment} onClose={close} />}
      {opened === 'cancel' && <CancelDialog appointment={appointment} onClose={close} />}
      {opened === 'deposit' && <DepositDialog appointment={appointment} onClose={close} />}
      {opened === 'repeat' && <RepeatDialog appointment={appointment} onClose={close} />}
    </div>
  )
}

function useFacts(it: Appointment): Fact[] {
  const { t, language } = useWords()
  const customer = it.customer_id ? (
    <Link to="/customers/$id" params={{ id: it.customer_id }}>
      <bdi>{it.customer_name}</bdi>
    </Link>
  ) : (
    <bdi>{it.customer_name}</bdi>
  )
  const vehicle = it.plate && (
    <>
      {it.vehicle_id ? (
        <Link to="/vehicles/$id" params={{ id: it.vehicle_id }}>
          <Plate text={it.plate} />
        </Link>
      ) : (
        <Plate text={it.plate} />
      )}{' '}
      <bdi>{it.vehicle_label}</bdi>
    </>
  )
  const order = it.work_order_id && (
    <Link to="/work-orders/$id" params={{ id: it.work_order_id }} className="code">
      {it.work_order_number}
    </Link>
  )
  return [
    { label: t('schedule.when'), value: <Time at={it.start} /> },
    { label: t('schedule.services'), value: serviceNames(it.services, language) },
    { label: t('schedule.duration'), value: t('schedule.minutes', { count: it.minutes }) },
    { label: t('schedule.customer'), value: customer },
    { label: t('reception.phone'), value: it.phone && <bdi dir="ltr">{it.phone}</bdi> },
    { label: t('schedule.vehicle'), value: vehicle },
    ...(it.deposit_asked || it.deposit_received
      ? [{ label: t('schedule.deposit'), value: <DepositLine appointment={it} /> }]
      : []),
    ...(it.is_waiter ? [{ label: t('schedule.waiter'), value: t('common.yes') }] : []),
    { label: t('schedule.source'), value: t(`schedule.from.${it.source}`) },
    ...(it.notes ? [{ label: t('customers.notes'), value: <bdi>{it.notes}</bdi> }] : []),
    ...(it.cancel_reason ? [{ label: t('schedule.reason'), value: <bdi>{it.cancel_reason}</bdi> }] : []),
    ...(order ? [{ label: t('schedule.workOrder'), value: order }] : []),
  ]
}

function Allocations({ appointment: { allocations } }: { appointment: Appointment }) {
  const { t, zone } = useWords()
  if (allocations.length === 0) return null
  return (
    <section aria-label={t('schedule.where')}>
      <h3 className="panel-title">{t('schedule.where')}</h3>
      <ul className="allocations">
        {allocations.map(({ id, resource_name, kind, from, until }) => (
          <li key={id}>
            <bdi className="grow">{resource_name}</bdi>
            <span className="muted">{t(`schedule.kind.${kind}`)}</span>
            <span className="num" dir="ltr">
              {clock(from, zone)} – {clock(until, zone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
