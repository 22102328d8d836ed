import type { AppointmentEntry, Id } from '@/api/types'
import { Age, Time } from '@/ui/Time'
import { useAppointmentHistory } from './queries'
import { useWords } from './useWords'

/** What happened to an appointment, newest first. */
export function AppointmentHistory({ id }: { id: Id }) {
  const { t } = useWords()
  const entries = useAppointmentHistory(id).data?.items ?? []
  return (
    <section aria-label={t('schedule.history')}>
      <h3 className="panel-title">{t('schedule.history')}</h3>
      <ol className="history-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <span className="row wrap">
              <strong>{t(`schedule.event.${entry.event}`)}</strong>
              <bdi className="muted grow">{entry.by_name}</bdi>
              <Age at={entry.at} />
            </span>
            <Detail entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Detail({ entry: { detail } }: { entry: AppointmentEntry }) {
  const { t } = useWords()
  if (!detail) return null
  const { old_start, start, reason, resource, work_order, overbooked } = detail
  return (
    <div className="muted">
      {old_start && (
        <>
          <Time at={old_start} /> →{' '}
        </>
      )}
      {start && <Time at={start} />}
      {resource && <bdi> {resource}</bdi>}
      {work_order && <span className="code"> {work_order}</span>}
      {reason && <bdi> {reason}</bdi>}
      {overbooked && <span> · {t('schedule.overbooked')}</span>}
    </div>
  )
}
