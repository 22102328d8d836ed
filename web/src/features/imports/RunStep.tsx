import { CheckCircleFilled, DownloadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Id, Import } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { saveBlob } from '@/ui/saveBlob'
import { KINDS, type Kind } from './kinds'
import { PriceChanges } from './PriceChanges'
import { useImport } from './queries'
import { ReportRows } from './ReportRows'
import { UndoPart } from './UndoPart'

interface Props {
  kind: Kind
  id: Id
  busy: boolean
  /** Absent once the file is no longer in hand. */
  onImport?: () => void
  onMapping?: () => void
  onStartOver: () => void
}

/** How far the run is, then what came of it. */
export function RunStep(props: Props) {
  const query = useImport(props.kind, props.id)
  return <RecordGate query={query}>{(run) => <Run {...props} run={run} />}</RecordGate>
}

function Run({ run, kind, busy, onImport, onMapping, onStartOver }: Props & { run: Import }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const title = run.dry_run ? 'dry' : 'real'
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t(`imports.run.${title}.${run.state}`)}</h2>
        {run.state === 'done' && run.failed === 0 && <CheckCircleFilled className="done-icon" />}
      </header>
      <div className="panel-body stack">
        {run.state === 'running' && <RunProgress run={run} />}
        {run.error && <Alert type="error" showIcon title={run.error} />}
        <Counts run={run} />
        {run.failed > 0 && run.state !== 'running' && <ErrorsFile run={run} kind={kind} />}
        {run.state === 'done' && kind === 'prices' && <PriceChanges run={run} />}
        {run.state === 'done' && <ReportRows run={run} kind={kind} />}
        {run.state === 'done' && <ReportFile run={run} kind={kind} />}
        {!run.dry_run && run.state !== 'running' && <UndoPart run={run} kind={kind} />}
        {run.state !== 'running' && (
          <div className="row wrap">
            {run.dry_run && onImport && (
              <Button type="primary" size="large" loading={busy} onClick={onImport}>
                {t('imports.import', { count: run.created + run.updated + run.unchanged })}
              </Button>
            )}
            {!run.dry_run && run.state === 'done' && (
              <Button type="primary" size="large" onClick={() => navigate({ to: KINDS[kind].list })}>
                {t('imports.toList')}
              </Button>
            )}
            {run.dry_run && onMapping && (
              <Button size="large" onClick={onMapping}>
                {t('imports.backToMapping')}
              </Button>
            )}
            <Button size="large" onClick={onStartOver}>
              {t('imports.otherFile')}
            </Button>
          </div>
        )}
        {run.dry_run && run.state === 'done' && !onImport && <p className="muted">{t('imports.fileGone')}</p>}
      </div>
    </section>
  )
}

function RunProgress({ run }: { run: Import }) {
  const { t } = useTranslation()
  const percent = run.total ? Math.floor((run.processed / run.total) * 100) : 0
  return (
    <div>
      <Progress percent={percent} status="active" aria-label={t('imports.progress')} />
      <p className="muted">{t('imports.canLeave')}</p>
    </div>
  )
}

function Counts({ run }: { run: Import }) {
  const { t } = useTranslation()
  return (
    <dl className="counts">
      {(['created', 'updated', 'unchanged', 'failed'] as const).map((name) => (
        <div key={name} className={run[name] > 0 ? `count ${name}` : 'count'}>
          <dd className="num">{run[name]}</dd>
          <dt>{t(`imports.count.${run.dry_run ? 'would' : 'did'}.${name}`)}</dt>
        </div>
      ))}
    </dl>
  )
}

/** What each row changes, field by field: read before the import is run. */
function ReportFile({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const download = () =>
    api
      .blob(`/imports/${kind}/${run.id}/report`)
      .then((blob) => saveBlob(blob, `${kind}-report.csv`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <div className="row wrap">
      <Button icon={<DownloadOutlined />} onClick={download}>
        {t('imports.reportFile')}
      </Button>
      <span className="muted">{t('imports.reportText')}</span>
    </div>
  )
}

function ErrorsFile({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const download = () =>
    api
      .blob(`/imports/${kind}/${run.id}/errors`)
      .then((blob) => saveBlob(blob, `${kind}-errors.csv`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <Alert
      type="warning"
      showIcon
      title={t('imports.errorsTitle', { count: run.failed })}
      description={t('imports.errorsText')}
      action={
        <Button icon={<DownloadOutlined />} onClick={download}>
          {t('imports.errorsFile')}
        </Button>
      }
    />
  )
}
