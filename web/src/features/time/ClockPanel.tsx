import { LoginOutlined, LogoutOutlined, PauseOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Clocking, Id, JobActivity } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Age, Time } from '@/ui/Time'
import { DaySums } from './DaySums'
import { useMyTime, useTap } from './queries'
import { WaitButton } from './WaitButton'

/** The shift, what the job clock runs on, and how the day stands. */
export function ClockPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const query = useMyTime(site)
  const tap = useTap(site)
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <Skeleton active paragraph={{ rows: 2 }} />
  const { shift, job, today } = query.data
  return (
    <section className="panel panel-body clock-panel" aria-label={t('time.clock')}>
      <div className="clock-now">
        {shift && !shift.forgotten ? (
          <>
            <span className="grow">
              {t('time.since')} <Time at={shift.started_at} soon />
            </span>
            <Button
              size="large"
              icon={<LogoutOutlined />}
              disabled={tap.isPending}
              onClick={() => tap.mutate({ tap: 'shift/end' })}
            >
              {t('time.clockOff')}
            </Button>
          </>
        ) : (
          <>
            <span className="grow muted">{t(shift ? 'time.forgottenMine' : 'time.offNow')}</span>
            <Button
              type="primary"
              size="large"
              icon={<LoginOutlined />}
              disabled={tap.isPending}
              onClick={() => tap.mutate({ tap: 'shift/begin', site_id: site })}
            >
              {t('time.clockOn')}
            </Button>
          </>
        )}
      </div>
      {job && !job.forgotten && <RunningJob job={job} site={site} />}
      <DaySums sum={today} />
    </section>
  )
}

function RunningJob({ job, site }: { job: Clocking; site: Id }) {
  const { t } = useTranslation()
  const tap = useTap(site)
  const wait = (activity: JobActivity) => {
    if (!job.work_order_id) return
    tap.mutate({ tap: 'job/begin', work_order_id: job.work_order_id, job_id: job.job_id ?? undefined, activity })
  }
  return (
    <div className={job.activity === 'work' ? 'clock-now running' : 'clock-now waits'}>
      <span className="grow">
        <Link to="/work-orders/$id" params={{ id: job.work_order_id ?? '' }}>
          <strong>
            <bdi>{job.job ?? job.work_order}</bdi>
          </strong>
        </Link>
        <br />
        {t(`time.activity.${job.activity}`)} · <Age at={job.started_at} />
      </span>
      <WaitButton busy={tap.isPending} current={job.activity} onWait={wait} />
      <Button
        size="large"
        icon={<PauseOutlined />}
        disabled={tap.isPending}
        onClick={() => tap.mutate({ tap: 'job/pause' })}
      >
        {t('time.pause')}
      </Button>
    </div>
  )
}
