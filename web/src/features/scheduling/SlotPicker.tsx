import { Alert, Input, Skeleton } from 'antd'
import type { Day, Id, Slot } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toWall } from '@/ui/time'
import { clock, dayName, dayOf, isDay, plusDays } from './days'
import { type SlotQuestion, useSlots } from './queries'
import { useWords } from './useWords'

const DAYS = 14
const MOST_NEXT = 8

interface Props extends Omit<SlotQuestion, 'from' | 'until'> {
  id?: string
  /** A day, or a day and a time: "2026-11-27T09:00" on the site's clock. */
  value?: string
  onChange?: (wall: string) => void
}

/** A day, the starts on it that fit, and who would do it where. */
export function SlotPicker({ id, value = '', onChange, ...asked }: Props) {
  const { t, language, zone } = useWords()
  const [day = '', time = ''] = value.split('T')
  const from: Day = isDay(day) ? day : ''
  const found = useSlots({ ...asked, from, until: from && plusDays(from, DAYS) })
  const slots = found.data?.slots ?? []
  const onDay = slots.filter(({ start }) => dayOf(start, zone) === day)
  const next = slots.filter(({ start }) => dayOf(start, zone) > day).slice(0, MOST_NEXT)
  const chosen = onDay.find(({ start }) => clock(start, zone) === time)
  const pick = (slot: Slot) => onChange?.(toWall(slot.start, zone))
  const isAsked = asked.services.length > 0
  return (
    <div className="slots" id={id}>
      <div className="row wrap">
        <Input
          type="date"
          className="sched-date"
          aria-label={t('schedule.date')}
          value={day}
          onChange={({ target }) => onChange?.(time ? `${target.value}T${time}` : target.value)}
        />
        <Input
          type="time"
          className="sched-time"
          aria-label={t('schedule.time')}
          value={time}
          onChange={({ target }) => onChange?.(target.value ? `${day}T${target.value}` : day)}
        />
      </div>
      {!isAsked && <p className="muted">{t('schedule.chooseService')}</p>}
      <ProblemAlert error={found.error} onRetry={() => found.refetch()} />
      {isAsked && found.isLoading && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {found.data && !found.data.has_hours && <Alert type="info" showIcon title={t('schedule.noHours')} />}
      {onDay.length > 0 && (
        <Choices label={t('schedule.freeOn', { day: dayName(day, language) })}>
          {onDay.map((slot) => (
            <SlotButton key={slot.start} slot={slot} text={clock(slot.start, zone)} chosen={chosen} onPick={pick} />
          ))}
        </Choices>
      )}
      {isAsked && found.data?.has_hours && onDay.length === 0 && (
        <>
          <p className="muted">{t('schedule.nothingFree')}</p>
          {next.length > 0 && (
            <Choices label={t('schedule.nextFree')}>
              {next.map((slot) => (
                <SlotButton
                  key={slot.start}
                  slot={slot}
                  text={`${dayName(dayOf(slot.start, zone), language)} ${clock(slot.start, zone)}`}
                  chosen={chosen}
                  onPick={pick}
                />
              ))}
            </Choices>
          )}
        </>
      )}
      {chosen && (
        <p className="slots-proposal" role="status">
          {t('schedule.proposal', {
            technician: chosen.technician.name,
            places: [chosen.bay, ...chosen.equipment].map(({ name }: { id: Id; name: string }) => name).join(' + '),
            until: clock(chosen.end, zone),
          })}
        </p>
      )}
    </div>
  )
}

function Choices({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <fieldset className="slots-choices">
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}

interface ButtonProps {
  slot: Slot
  text: string
  chosen: Slot | undefined
  onPick: (slot: Slot) => void
}

function SlotButton({ slot, text, chosen, onPick }: ButtonProps) {
  return (
    <button
      type="button"
      className="chip num"
      aria-pressed={slot.start === chosen?.start}
      title={`${slot.technician.name} · ${slot.bay.name}`}
      onClick={() => onPick(slot)}
    >
      {text}
    </button>
  )
}
