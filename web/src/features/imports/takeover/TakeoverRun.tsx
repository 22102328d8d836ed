import { CheckCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, TakeoverWithReport } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { DifferenceReport } from './DifferenceReport'

const LOOK_EVERY = 700

interface Props {
  id: Id
  busy: boolean
  /** Absent once the file is no longer in hand. */
  onImport?: () => void
  onStartOver: () => void
}

/** How far it is, then what came of it. */
export function TakeoverRun(props: Props) {
  const query = useQuery({
    queryKey: ['takeovers', props.id],
    queryFn: ({ signal }) => api.get<TakeoverWithReport>(`/data/takeovers/${props.id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (!data || data.state === 'running' ? LOOK_EVERY : false),
  })
  return <RecordGate query={query}>{(run) => <Run {...props} run={run} />}</RecordGate>
}

function Run({ run, busy, onImport, onStartOver }: Props & { run: TakeoverWithReport }) {
  const { t } = useTranslation()
  const kind = run.dry_run ? 'dry' : 'real'
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t(`imports.run.${kind}.${run.state}`)}</h2>
        {run.adds_up && <CheckCircleFilled className="done-icon" />}
      </header>
      <div className="panel-body stack">
        {run.state === 'running' && <RunProgress run={run} />}
        {run.error && <Alert type="error" showIcon title={<bdi>{run.error}</bdi>} />}
        {run.report && <DifferenceReport id={run.id} report={run.report} addsUp={run.adds_up === true} />}
        {run.state !== 'running' && (
          <div className="row wrap">
            {run.dry_run && run.report && onImport && (
              <Button type="primary" size="large" loading={busy} onClick={onImport}>
                {t('takeover.import')}
              </Button>
            )}
            <Button size="large" onClick={onStartOver}>
              {t('imports.otherFile')}
            </Button>
          </div>
        )}
        {run.dry_run && run.report && !onImport && <p className="muted">{t('imports.fileGone')}</p>}
        {!run.dry_run && run.report && <p className="muted">{t('takeover.undo')}</p>}
      </div>
    </section>
  )
}

function RunProgress({ run }: { run: TakeoverWithReport }) {
  const { t } = useTranslation()
  const percent = run.total ? Math.floor((run.processed / run.total) * 100) : 0
  return (
    <div>
      <Progress percent={percent} status="active" aria-label={t('imports.progress')} />
      <p className="muted">
        {run.step && `${t(`takeover.table.${run.step}`)} · `}
        {t('imports.canLeave')}
      </p>
    </div>
  )
}
