import { NotificationOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, Reminder } from '@/api/types'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { useUrlState } from '@/ui/useUrlState'
import { lastRun, reminderSettings, runNow } from './commands'
import { DueChart } from './DueChart'
import { LastRun } from './LastRun'
import { useReminderColumns } from './useReminderColumns'
import './reminders.css'

/** What is due at a site: what its owners were told, why some are not, and what comes next. */
export function RemindersPanel() {
  return (
    <OneSite>
      <OfSite />
    </OneSite>
  )
}

function OfSite() {
  const { t } = useTranslation()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const state = url.state === 'over' ? 'over' : 'open'
  const columns = useReminderColumns()
  return (
    <div className="stack">
      <LastRun site={site} />
      <DataTable<Reminder>
        path="/reminders"
        query={{ site, open: `${state === 'open'}` }}
        columns={columns}
        href={({ vehicle_id }) => `/vehicles/${vehicle_id}`}
        filters={
          <>
            <Chips
              label={t('reminders.title')}
              value={state}
              options={(['open', 'over'] as const).map((value) => ({ value, label: t(`reminders.states.${value}`) }))}
              onChange={(next) => setUrl({ state: next === 'open' ? undefined : next })}
            />
            <RunButton site={site} />
          </>
        }
        empty={<Nothing site={site} />}
      />
      <DueChart site={site} />
    </div>
  )
}

/** Nobody is to be reminded, or the site reminds nobody yet. */
function Nothing({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery(reminderSettings(site))
  if (!data) return null
  if (data.enabled) return <EmptyState title={t('reminders.none')} text={t('reminders.noneText')} />
  return (
    <EmptyState
      title={t('reminders.off')}
      text={t('reminders.offText')}
      action={
        data.actions.includes('set') && (
          <Link to="/sites/$id" params={{ id: site }}>
            {t('reminders.choose')}
          </Link>
        )
      }
    />
  )
}

/** Does now what the day's run would do, and says what came of it. */
function RunButton({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery(reminderSettings(site))
  if (!data?.actions.includes('run')) return null
  const run = async () => {
    setBusy(true)
    try {
      const done = await runNow(site)
      client.setQueryData(lastRun(site).queryKey, done)
      message.success(t('reminders.queued', { count: done.queued }))
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    for (const key of ['messages', 'reminders']) await client.invalidateQueries({ queryKey: [key] })
    setBusy(false)
  }
  return (
    <Button type="primary" icon={<NotificationOutlined />} loading={busy} onClick={run}>
      {t('reminders.run')}
    </Button>
  )
}
