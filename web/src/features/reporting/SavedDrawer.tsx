import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Id, SavedReport } from '@/api/types'
import { direction } from '@/app/locale'
import { useMe } from '@/app/session'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Tag, type Tone } from '@/ui/StatusTag'
import { saveBlob } from '@/ui/saveBlob'
import { Age, Time } from '@/ui/Time'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { useUndo } from '@/ui/useUndo'
import { hasDays, hourText, KEY, removeReport, restoreReport, sendReport, weekdayName } from './saved'

interface Props {
  /** The one that a mail leads to, and the day on which it was made. */
  asked?: Id
  on?: string
  onNew: () => void
  onEdit: (report: SavedReport) => void
  onClose: () => void
}

/** Reports that one keeps, that others share, or that come by mail: what came of each, and when it goes out next. */
export function SavedDrawer({ asked, on, onNew, onEdit, onClose }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={onNew}>
      {t('savedReports.new')}
    </Button>
  )
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('savedReports.title')}
      size={phone ? '100%' : 960}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
      extra={create}
    >
      <div className="stack">
        {asked && <Asked id={asked} on={on} />}
        <p className="muted">{t('savedReports.hint')}</p>
        <DataTable<SavedReport>
          path="/reports/saved"
          columns={useColumns(onEdit)}
          empty={<EmptyState title={t('savedReports.empty')} text={t('savedReports.emptyText')} action={create} />}
        />
      </div>
    </Drawer>
  )
}

/** What a mail leads to: the file with the days that the mail has. */
function Asked({ id, on }: { id: Id; on?: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => api.get<SavedReport>(`/reports/saved/${id}`, { signal }),
    retry: false,
  })
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />
  const report = query.data
  if (!report) return null
  return (
    <section className="panel panel-body row wrap" aria-label={report.name}>
      <span className="grow">
        <strong>
          <bdi>{report.name}</bdi>
        </strong>{' '}
        {on && <span className="muted">{t('savedReports.made', { day: formatDay(on, language) })}</span>}
      </span>
      <Download report={report} on={on} primary />
    </section>
  )
}

function Download({ report, on, primary }: { report: SavedReport; on?: string; primary?: boolean }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      saveBlob(
        await api.blob(`/reports/saved/${report.id}/file`, { query: { on } }),
        `${[report.name, on].filter(Boolean).join(' ')}.${report.format}`,
      )
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} type={primary ? 'primary' : 'default'} loading={busy} onClick={take}>
      {t('savedReports.download')}
    </Button>
  )
}

function useColumns(onEdit: (report: SavedReport) => void): Column<SavedReport>[] {
  const { t } = useTranslation()
  return [
    { key: 'name', title: t('savedReports.name'), render: (report) => <Name report={report} /> },
    { key: 'next', title: t('savedReports.next'), render: (report) => <Next report={report} />, newLine: true },
    { key: 'last', title: t('savedReports.last'), render: (report) => <Last report={report} />, newLine: true },
    {
      key: 'actions',
      title: '',
      render: (report) => <Actions report={report} onEdit={() => onEdit(report)} />,
      newLine: true,
    },
  ]
}

function Name({ report: { name, shows, kpi, period, site_id, owner, shared } }: { report: SavedReport }) {
  const { t } = useTranslation()
  const me = useMe()
  const site = me?.sites.find(({ id }) => id === site_id)?.name ?? t('reports.allSites')
  const what = shows === 'rows' ? t(`reports.kpi.${kpi}`) : t(`savedReports.shows.${shows}`)
  const facts = [what, hasDays(shows) && t(`savedReports.days.${period}`), site].filter(Boolean).join(' · ')
  return (
    <span>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <small className="muted saved-facts">
        <bdi>{facts}</bdi>
      </small>
      {owner.id !== me?.id && (
        <small className="muted saved-facts">
          {t(shared ? 'savedReports.sharedBy' : 'savedReports.sentBy', { name: owner.name })}
        </small>
      )}
    </span>
  )
}

function Next({ report: { schedule, next_at, recipients } }: { report: SavedReport }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (!schedule || !next_at) return <span className="muted">{t('savedReports.every.never')}</span>
  const { every, on, hour } = schedule
  const day = every === 'week' && on ? weekdayName(on, language) : String(on ?? '')
  return (
    <span>
      {t(`savedReports.goes.${every}`, { day, hour: hourText(hour) })}
      <small className="muted saved-facts">
        <Time at={next_at} /> · <bdi>{recipients.map(({ name }) => name).join(', ')}</bdi>
      </small>
    </span>
  )
}

const TONES: Record<'scheduled' | 'sent' | 'failed', Tone> = { scheduled: 'blue', sent: 'green', failed: 'red' }

function Last({ report: { last } }: { report: SavedReport }) {
  const { t } = useTranslation()
  if (!last) return <span className="muted">{t('savedReports.never')}</span>
  return (
    <span>
      <Tag tone={TONES[last.state]}>{t(`savedReports.states.${last.state}`)}</Tag> <Age at={last.at} />
      {last.mails
        .filter(({ state }) => state === 'failed')
        .map(({ name, reason }) => (
          <small key={name} className="muted saved-facts">
            <bdi>{name}</bdi>: {t(`savedReports.reasons.${reason}`, { defaultValue: reason ?? '' })}
          </small>
        ))}
    </span>
  )
}

function Actions({ report, onEdit }: { report: SavedReport; onEdit: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const offerUndo = useUndo()
  const [busy, setBusy] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: KEY })
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((error: unknown) => message.error(errorText(error)))
    setBusy(false)
  }
  const send = async () => {
    await sendReport(report.id)
    await again()
    message.success(t('savedReports.onItsWay'))
  }
  const remove = async () => {
    await removeReport(report.id)
    await again()
    offerUndo(t('savedReports.removed', { name: report.name }), () => restoreReport(report.id).then(again))
  }
  const may = (action: string) => report.actions.includes(action)
  return (
    <span className="row wrap">
      <Download report={report} />
      {may('send') && (
        <Button loading={busy} onClick={() => run(send)}>
          {t(report.schedule ? 'savedReports.send' : 'savedReports.sendMe')}
        </Button>
      )}
      {may('update') && <Button onClick={onEdit}>{t('common.edit')}</Button>}
      {may('remove') && <Button onClick={() => run(remove)}>{t('common.remove')}</Button>}
    </span>
  )
}
