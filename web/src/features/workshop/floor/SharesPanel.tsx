import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, JobTime, WorkOrder } from '@/api/types'
import { formatSold } from '@/features/time/hours'
import { useOrderTime } from '@/features/time/queries'
import { useLanguage } from '@/ui/useLanguage'
import { ShareDialog } from './ShareDialog'

/** Who is credited with the hours that each job sells. */
export function SharesPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const time = useOrderTime(order.id).data
  const [shared, setShared] = useState<Job | null>(null)
  const rows = order.jobs.flatMap((job) => {
    const row = time?.jobs.find(({ job_id }) => job_id === job.id)
    return row && row.sold > 0 && job.authorisation.state !== 'declined' ? [{ job, time: row }] : []
  })
  const may = time?.actions.includes('share') ?? false
  if (rows.length === 0) return null
  return (
    <section className="panel panel-body" aria-label={t('time.shares.title')}>
      <h2 className="panel-title">{t('time.shares.title')}</h2>
      <ul className="covered">
        {rows.map((row) => (
          <li key={row.job.id}>
            <div className="row wrap">
              <strong className="grow">
                <bdi>{row.job.title}</bdi>
              </strong>
              {may && (
                <Button size="small" onClick={() => setShared(row.job)}>
                  {t('time.shares.share')}
                </Button>
              )}
            </div>
            <Credits {...row} />
          </li>
        ))}
      </ul>
      {shared && <ShareDialog order={order} job={shared} onClose={() => setShared(null)} />}
    </section>
  )
}

function Credits({ job, time }: { job: Job; time: JobTime }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const hours = (thousandths: number) => t('time.shares.hours', { hours: formatSold(thousandths, language) })
  return (
    <div className="muted small">
      {hours(time.sold)} · {t(job.shares.length > 0 ? 'time.shares.chosen' : 'time.shares.clocked')}
      {time.credits.map(({ user, sold }) => (
        <span key={user.id}>
          {' · '}
          <bdi>{user.name}</bdi> <span className="num">{hours(sold)}</span>
        </span>
      ))}
    </div>
  )
}
