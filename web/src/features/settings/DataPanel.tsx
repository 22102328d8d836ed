import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { DataExport, DataState } from '@/api/types'
import { sizeText } from '@/features/attachments/chosen'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { Tag } from '@/ui/StatusTag'
import { saveBlob } from '@/ui/saveBlob'
import { Age, Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'

const KEY = ['data']
/** While an export is written. */
const LOOK_EVERY = 1000

/** The whole garage's data: how its backups are, and all of it as a file. */
export function DataPanel() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<DataState>('/data', { signal }),
    refetchInterval: ({ state }) => (state.data?.exports.some(isRunning) ? LOOK_EVERY : false),
  })
  if (!data) return null
  return (
    <div className="stack" style={{ marginBlockStart: 'var(--space-4, 1rem)' }}>
      <SettingsPanel title={t('data.backups')} hint={t('data.backupsHint')}>
        <Backups backups={data.backups} />
      </SettingsPanel>
      <SettingsPanel title={t('data.title')} hint={t('data.hint')}>
        {!data.is_whole && <Alert type="warning" showIcon message={t('data.apart')} />}
        <Exports exports={data.exports} />
      </SettingsPanel>
    </div>
  )
}

const isRunning = ({ finished_at }: DataExport) => finished_at === null

function Backups({ backups }: { backups: DataState['backups'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { place, at, encrypted, last, failed } = backups
  if (!place && !last)
    return (
      <EmptyState
        title={t('data.noBackup')}
        text={t('data.noBackupHint')}
        action={
          <code dir="ltr" className="code">
            ECAR_BACKUP_TO=/var/backups/ecar
          </code>
        }
      />
    )
  const facts = [
    { label: t('data.last'), value: last && <Time at={last.at} /> },
    { label: t('data.size'), value: last?.bytes != null && sizeText(last.bytes, language) },
    {
      label: t('data.state'),
      value: last && (
        <span className="row wrap">
          <Tag tone="green">{t('data.verified')}</Tag>
          <Tag tone={last.encrypted ? 'green' : 'amber'}>{t(last.encrypted ? 'data.encrypted' : 'data.plain')}</Tag>
        </span>
      ),
    },
    {
      label: t('data.place'),
      value: place && (
        <bdi dir="ltr" className="code">
          {place}
        </bdi>
      ),
    },
    { label: t('data.every'), value: at && <bdi dir="ltr">{at} UTC</bdi> },
  ]
  return (
    <>
      {failed && (
        <Alert
          type="error"
          showIcon
          message={
            <>
              {t('data.failed')} · <Age at={failed.at} />
            </>
          }
          description={<bdi>{failed.error}</bdi>}
        />
      )}
      {place && !encrypted && <Alert type="warning" showIcon message={t('data.noKey')} />}
      <Facts facts={facts} />
    </>
  )
}

function Exports({ exports }: { exports: DataExport[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [spreadsheets, setSpreadsheets] = useState(false)
  const start = useMutation({
    mutationFn: () => api.post<DataExport>('/data/exports', { spreadsheets }),
    onError: (error) => message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  const shown = exports.filter(({ removed_at }) => removed_at === null)
  return (
    <>
      <div className="row wrap">
        <Button
          type="primary"
          loading={start.isPending}
          disabled={exports.some(isRunning)}
          onClick={() => start.mutate()}
        >
          {t('data.export')}
        </Button>
        <Checkbox checked={spreadsheets} onChange={({ target }) => setSpreadsheets(target.checked)}>
          {t('data.spreadsheets')}
        </Checkbox>
      </div>
      <p className="muted">{t('data.key')}</p>
      {shown.length > 0 && (
        <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('data.exports')}>
          {shown.map((one) => (
            <ExportRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </>
  )
}

function ExportRow({ one }: { one: DataExport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const { id, started_at, finished_at, bytes, by_name, error, rows, total } = one
  const fetch = async () => {
    setBusy(true)
    try {
      saveBlob(await api.blob(`/data/exports/${id}/file`), `ecar-export-${started_at.slice(0, 10)}.zip`)
    } catch (failure) {
      message.error(errorText(failure))
    }
    setBusy(false)
  }
  const share = rows !== null && total ? Math.floor((rows * 100) / total) : 0
  return (
    <li className="row wrap">
      <span className="grow">
        <Time at={started_at} /> · <bdi>{by_name}</bdi>
      </span>
      {error && (
        <Tag tone="red">
          {t('data.exportFailed')} · <bdi>{error}</bdi>
        </Tag>
      )}
      {!error && finished_at === null && (
        <Progress percent={share} size="small" style={{ inlineSize: '12rem' }} aria-label={t('data.running')} />
      )}
      {!error && finished_at !== null && (
        <Button icon={<DownloadOutlined />} loading={busy} onClick={fetch}>
          {t('data.fetch', { size: sizeText(bytes ?? 0, language) })}
        </Button>
      )}
    </li>
  )
}
