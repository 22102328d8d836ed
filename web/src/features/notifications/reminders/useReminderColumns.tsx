import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Reminder } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { StatusTag, Tag } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { Words } from '@/ui/Words'

export function useReminderColumns(): Column<Reminder>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'vehicle',
      title: t('reminders.vehicle'),
      render: ({ plate, vehicle, customer }) => (
        <span>
          <Plate text={plate} /> <bdi>{vehicle}</bdi>
          <small className="muted reminder-line">
            <Words text={customer} />
          </small>
        </span>
      ),
    },
    {
      key: 'due',
      title: t('reminders.due'),
      newLine: true,
      render: (reminder) => (
        <span>
          <strong>
            <Day day={reminder.due_on} />
          </strong>
          <small className="muted reminder-line">
            <What reminder={reminder} />
          </small>
        </span>
      ),
    },
    { key: 'told', title: t('reminders.told'), newLine: true, render: (reminder) => <Told reminder={reminder} /> },
    { key: 'next', title: t('reminders.next'), newLine: true, render: (reminder) => <Next reminder={reminder} /> },
  ]
}

/** What is due: the items of a service by their names. */
export function What({ reminder: { kind, titles } }: { reminder: Reminder }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const names = titles.map((title) => title[language]).filter(Boolean)
  return <bdi>{names.length > 0 ? names.join(', ') : t(`reminders.kind.${kind}`)}</bdi>
}

/** The step that was told last, and how its message stands. */
export function Told({ reminder }: { reminder: Reminder }) {
  const { t } = useTranslation()
  const { told_step, told_on, message_id, message_state, message_error } = reminder
  if (told_step === null || told_on === null) return <span className="muted">{t('reminders.notYet')}</span>
  return (
    <span>
      {t('reminders.daysBefore', { count: told_step })} · <Day day={told_on} />
      {message_id && message_state && (
        <Link to="/messages" search={{ open: message_id }} className="reminder-line">
          <StatusTag kind="message" state={message_state} />
        </Link>
      )}
      {message_error && message_state !== 'sent' && (
        <small className="muted reminder-line" dir="ltr">
          {message_error}
        </small>
      )}
    </span>
  )
}

/** Why nothing more is told, or when the next step is. */
export function Next({ reminder: { stopped, next_on, appointment_id, invoiced } }: { reminder: Reminder }) {
  const { t } = useTranslation()
  const booked = appointment_id && (
    <Link to="/appointments/$id" params={{ id: appointment_id }} className="reminder-line">
      {t('reminders.byLink')}
      {invoiced.map(({ currency, net }) => (
        <span key={currency}>
          {' · '}
          <Money amount={net} currency={currency} />
        </span>
      ))}
    </Link>
  )
  if (stopped)
    return (
      <span>
        <Tag tone={stopped === 'booked' || stopped === 'done' ? 'green' : 'grey'}>{t(`reminders.stop.${stopped}`)}</Tag>
        {booked}
      </span>
    )
  return next_on ? <Day day={next_on} /> : <span className="muted">{t('reminders.noneNext')}</span>
}
