import { DatabaseOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Takeover } from '@/api/types'
import { useSiteId } from '@/app/site'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { TakeoverRun } from './TakeoverRun'
import '../imports.css'

const SYSTEMS = ['auto', 'manager', 'office', 'services'] as const
type System = (typeof SYSTEMS)[number]

/** All that a replaced system has: a file, what it would do, and what it did. The run is in the address. */
export function TakeoverPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const [file, setFile] = useState<File | null>(null)
  const [system, setSystem] = useState<System>('auto')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async (chosen: File, dryRun: boolean) => {
    setBusy(true)
    setError(null)
    setFile(chosen)
    try {
      const started = await send(chosen, site, system, dryRun)
      await client.invalidateQueries({ queryKey: ['takeovers'] })
      setUrl({ run: started.id })
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  const startOver = () => {
    setFile(null)
    setUrl({ run: undefined })
  }
  return (
    <div className="import-page">
      <PageHeader title={t('takeover.title')} />
      <div className="stack">
        {url.run ? (
          <TakeoverRun
            id={url.run}
            busy={busy}
            onImport={file ? () => start(file, false) : undefined}
            onStartOver={startOver}
          />
        ) : (
          <>
            <p className="muted">{t('takeover.about')}</p>
            <Segmented<System>
              aria-label={t('takeover.system')}
              value={system}
              onChange={setSystem}
              options={SYSTEMS.map((value) => ({ value, label: t(`takeover.systems.${value}`) }))}
            />
            <Upload.Dragger
              disabled={busy}
              maxCount={1}
              showUploadList={false}
              beforeUpload={(chosen) => {
                start(chosen, true)
                return false
              }}
            >
              <div className="drop">
                <DatabaseOutlined />
                <strong>{t('takeover.drop')}</strong>
                <span className="muted">{t('takeover.dropHint')}</span>
              </div>
            </Upload.Dragger>
            <Recent onShow={(run) => setUrl({ run })} />
          </>
        )}
        <ProblemAlert error={error} />
      </div>
    </div>
  )
}

function send(file: File, site: Id, system: System, dryRun: boolean) {
  const body = new FormData()
  body.set('site_id', site)
  body.set('dry_run', String(dryRun))
  if (system !== 'auto') body.set('system', system)
  body.set('file', file)
  return api.post<Takeover>('/data/takeovers', body)
}

function Recent({ onShow }: { onShow: (id: Id) => void }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['takeovers'],
    queryFn: ({ signal }) => api.get<Takeover[]>('/data/takeovers', { signal }),
  })
  if (!data?.length) return null
  return (
    <section className="panel" aria-label={t('imports.recent')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('imports.recent')}</h2>
      </header>
      <ul className="panel-body recent-imports">
        {data.map((run) => (
          <li key={run.id} className="row wrap">
            <Age at={run.started_at} />
            <Words text={run.file} />
            <span className="muted grow">{t(`imports.run.${run.dry_run ? 'dry' : 'real'}.${run.state}`)}</span>
            <Button size="small" onClick={() => onShow(run.id)}>
              {t('imports.show')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
