import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job, JobActivity, JobTime, WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { useLanguage } from '@/ui/useLanguage'
import { formatHours, formatRatio, formatSold } from './hours'
import { useMyTime, useOrderTime, useTap } from './queries'
import { WaitButton } from './WaitButton'
import './time.css'

const WORK: WorkOrder['state'][] = ['estimate', 'approved', 'in_progress', 'on_hold', 'quality_check']

/** One's clock on a job, and the time that everybody spent on it. */
export function JobClock({ order, job }: { order: WorkOrder; job: Job }) {
  const me = useMe()
  const time = useOrderTime(order.id).data?.jobs.find(({ job_id }) => job_id === job.id)
  const runs = WORK.includes(order.state) && job.authorisation.state !== 'declined'
  const mayClock = runs && mayAt(me, order.site_id, 'time.clock')
  if (!mayClock && !time?.worked && !time?.waiting) return null
  return (
    <div className="job-clock">
      {mayClock && <Buttons order={order} job={job} />}
      {time && <Spent time={time} />}
    </div>
  )
}

function Buttons({ order, job }: { order: WorkOrder; job: Job }) {
  const { t } = useTranslation()
  const mine = useMyTime(order.site_id).data
  const tap = useTap(order.site_id)
  const running = mine?.job?.job_id === job.id ? mine.job : undefined
  const begin = (activity: JobActivity) =>
    tap.mutate({ tap: 'job/begin', work_order_id: order.id, job_id: job.id, activity })
  const isWork = running?.activity === 'work'
  return (
    <>
      {isWork ? (
        <Button
          size="large"
          icon={<PauseOutlined />}
          disabled={tap.isPending}
          onClick={() => tap.mutate({ tap: 'job/pause' })}
        >
          {t('time.pause')}
        </Button>
      ) : (
        <Button size="large" icon={<CaretRightOutlined />} disabled={tap.isPending} onClick={() => begin('work')}>
          {t('time.start')}
        </Button>
      )}
      {running && <WaitButton busy={tap.isPending} current={running.activity} onWait={begin} />}
    </>
  )
}

function Spent({ time }: { time: JobTime }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const clocked = time.worked + time.waiting
  return (
    <span className="job-spent">
      {time.running.map(({ user, activity }) => (
        <span key={user.id} className={activity === 'work' ? 'clock-on' : 'clock-waits'}>
          <bdi>{user.name}</bdi> · {t(`time.activity.${activity}`)}
        </span>
      ))}
      {clocked > 0 && (
        <Tooltip title={t('time.formula.efficiency')}>
          <span className="num">
            {t('time.spent', { spent: formatHours(clocked), sold: formatSold(time.sold, language) })}
            {time.sold > 0 && <b> · {formatRatio(time.efficiency, language)}</b>}
          </span>
        </Tooltip>
      )}
    </span>
  )
}
