import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Id, ReminderRun } from '@/api/types'
import { Time } from '@/ui/Time'
import { lastRun, reminderSettings } from './commands'

const REASONS = ['told', 'booked', 'inside', 'refused', 'unreachable', 'no_owner', 'customer_gone'] as const

/** What came of the last run, and when the next begins. */
export function LastRun({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data: run } = useQuery(lastRun(site))
  const { data: settings } = useQuery(reminderSettings(site))
  if (!run && !settings?.next_at) return null
  return (
    <section className="panel panel-body stack" aria-label={t('reminders.lastRun')}>
      {run && <Figures run={run} />}
      {settings?.next_at && (
        <p className="muted">
          {t('reminders.nextRun')} <Time at={settings.next_at} />
        </p>
      )}
    </section>
  )
}

function Figures({ run }: { run: ReminderRun }) {
  const { t } = useTranslation()
  const passed = REASONS.filter((reason) => run.passed[reason] > 0)
  return (
    <>
      <div className="row wrap">
        <h2 className="panel-title">{t('reminders.lastRun')}</h2>
        <span className="muted">
          <Time at={run.began_at} />
          {run.by_name && (
            <>
              {' · '}
              <bdi>{run.by_name}</bdi>
            </>
          )}
          {!run.ended_at && ` · ${t('reminders.underWay')}`}
        </span>
      </div>
      <dl className="facts reminder-figures">
        <Fact label={t('reminders.found')} value={run.found} />
        <Fact label={t('reminders.written')} value={run.queued} />
        {passed.map((reason) => (
          <Fact key={reason} label={t(`reminders.passed.${reason}`)} value={run.passed[reason]} />
        ))}
      </dl>
    </>
  )
}

function Fact({ label, value }: { label: string; value: number }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd className="num">{value}</dd>
    </div>
  )
}
