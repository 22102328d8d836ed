import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Id, Reminder } from '@/api/types'
import { ofVehicle } from './commands'
import { Next, Told, What } from './useReminderColumns'
import './reminders.css'

/** What the owner of a vehicle was reminded of, and when they hear next. */
export function VehicleReminders({ vehicle }: { vehicle: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery(ofVehicle(vehicle))
  if (!data || data.length === 0) return null
  return (
    <section className="stack vehicle-reminders" aria-label={t('reminders.title')}>
      <h3 className="panel-title">{t('reminders.title')}</h3>
      <ul className="care-items">
        {data.map((reminder) => (
          <Row key={reminder.id} reminder={reminder} />
        ))}
      </ul>
    </section>
  )
}

function Row({ reminder }: { reminder: Reminder }) {
  const { t } = useTranslation()
  return (
    <li className="care-item">
      <div className="grow">
        <strong>
          <What reminder={reminder} />
        </strong>
        <p className="muted small">
          {t('reminders.told')} : <Told reminder={reminder} />
        </p>
        <p className="muted small">
          {t('reminders.next')} : <Next reminder={reminder} />
        </p>
      </div>
    </li>
  )
}
