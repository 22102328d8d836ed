import { CheckOutlined, CloseOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, JobChanges, WorkOrder } from '@/api/types'
import { JobFinding } from '@/features/inspections/JobFinding'
import { JobClock } from '@/features/time/JobClock'
import { Money } from '@/ui/Money'
import { PartsLight } from '@/ui/PartsLight'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { updateJob } from './commands'
import { DecisionDialog } from './DecisionDialog'
import { EditableText } from './EditableText'
import { FeesOff } from './FeesOff'
import { JobLines } from './JobLines'
import type { ChangeOrder } from './queries'
import { useRemoveJob } from './useRemoveJob'
import type { Change } from './WorkOrderPage'

interface Props {
  order: WorkOrder
  job: Job
  change: Change
  mutation: ChangeOrder
}

export function JobCard({ order, job, change, mutation }: Props) {
  const { t } = useTranslation()
  const remove = useRemoveJob(order, job, change)
  const [decision, setDecision] = useState<'approve' | 'decline' | null>(null)
  const can = (action: string) => job.actions.includes(action)
  const save = (body: JobChanges) => change(() => updateJob(order.id, job.id, body))
  return (
    <section className="panel" aria-label={job.title}>
      <header className="job-head">
        <EditableText
          className="title"
          label={t('workshop.jobTitle')}
          value={job.title}
          disabled={!can('update')}
          onCommit={(title) => title && save({ title })}
        />
        {job.parts && <PartsLight light={job.parts} />}
        <StatusTag kind="authorisation" state={job.authorisation.state} />
        {can('approve') && (
          <Button icon={<CheckOutlined />} onClick={() => setDecision('approve')}>
            {t('workshop.approve')}
          </Button>
        )}
        {can('decline') && (
          <Button icon={<CloseOutlined />} onClick={() => setDecision('decline')}>
            {t('workshop.decline')}
          </Button>
        )}
        {can('remove') && (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('workshop.removeJob')} onClick={remove} />
        )}
      </header>
      <Decision job={job} />
      <JobClock order={order} job={job} />
      <JobFinding order={order.id} job={job.id} />
      <JobLines order={order} job={job} change={change} />
      <FeesOff order={order} job={job} change={change} />
      <div className="job-texts">
        {(['cause', 'correction'] as const).map((field) => (
          <EditableText
            key={field}
            label={t(`workshop.${field}`)}
            value={job[field] ?? ''}
            disabled={!can('update')}
            onCommit={(text) => save({ [field]: text || null })}
          />
        ))}
        <EditableText
          label={t('workshop.optionGroup')}
          value={job.option_group ?? ''}
          disabled={!order.actions.includes('add_job')}
          onCommit={(text) => save({ option_group: text || null })}
        />
      </div>
      <footer className="job-foot">
        <span className="muted">
          {t('workshop.net')} <Money amount={job.totals.net} currency={job.totals.currency} />
        </span>
        <strong>
          {t('totals.gross')} <Money amount={job.totals.total} currency={job.totals.currency} />
        </strong>
      </footer>
      {decision && (
        <DecisionDialog
          order={order}
          jobs={[job]}
          decision={decision}
          change={mutation}
          onClose={() => setDecision(null)}
        />
      )}
    </section>
  )
}

/** Who decided, how, when; and the customer's words. */
function Decision({ job }: { job: Job }) {
  const { t } = useTranslation()
  const { method, by_name, at, reason } = job.authorisation
  if (!at && !job.concern) return null
  return (
    <div className="job-note">
      {job.concern && (
        <div>
          « <bdi>{job.concern}</bdi> »
        </div>
      )}
      {at && (
        <div>
          <bdi>{by_name}</bdi>
          {method && ` · ${t(`workshop.method.${method}`)}`} · <Age at={at} />
          {reason && (
            <>
              {' · '}
              <bdi>{reason}</bdi>
            </>
          )}
        </div>
      )}
    </div>
  )
}
