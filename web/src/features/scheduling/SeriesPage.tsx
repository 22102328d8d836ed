import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { AppointmentSeriesRow } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { Words } from '@/ui/Words'
import { cancelSeries } from './commands'
import { serviceNames } from './ScheduleCard'
import './schedule.css'

/** Recurring bookings: how often, when next, how many are still to come; the rest of one can be given up. */
export function SeriesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const columns = [...useColumns(), ...useSiteColumn<AppointmentSeriesRow>()]
  const appointments = <Button onClick={() => navigate({ to: '/appointments' })}>{t('nav.appointments')}</Button>
  return (
    <div className="stack">
      <PageHeader title={t('schedule.series.title')} actions={appointments} />
      <DataTable<AppointmentSeriesRow>
        path="/appointment-series"
        query={{ site: useListSite() }}
        columns={columns}
        empty={
          <EmptyState title={t('schedule.series.empty')} text={t('schedule.series.emptyText')} action={appointments} />
        }
      />
    </div>
  )
}

function useColumns(): Column<AppointmentSeriesRow>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    { key: 'plate', title: t('schedule.vehicle'), render: (row) => (row.plate ? <Plate text={row.plate} /> : '—') },
    { key: 'customer', title: t('schedule.customer'), render: (row) => <Words text={row.customer_name} /> },
    {
      key: 'services',
      title: t('schedule.services'),
      newLine: true,
      render: (row) => <Words text={serviceNames(row.services, language)} />,
    },
    {
      key: 'rhythm',
      title: t('schedule.series.rhythm'),
      render: ({ unit, every }) => t(`schedule.series.every_${unit}`, { count: every }),
    },
    {
      key: 'next',
      title: t('schedule.series.next'),
      newLine: true,
      render: ({ next }) => (next ? <Time at={next} /> : <Tag tone="grey">{t('schedule.series.ended')}</Tag>),
    },
    {
      key: 'ahead',
      title: t('schedule.series.ahead'),
      named: true,
      end: true,
      render: ({ ahead }) => <span className="num">{ahead}</span>,
    },
    { key: 'end', title: '', render: (row) => <EndSeries row={row} /> },
  ]
}

function EndSeries({ row }: { row: AppointmentSeriesRow }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  if (!row.actions.includes('cancel') || row.ahead === 0) return null
  const end = async () => {
    setBusy(true)
    try {
      await cancelSeries(row.id)
      for (const key of ['appointments', 'schedule', 'appointment-series'])
        client.invalidateQueries({ queryKey: [key] })
      message.success(t('schedule.seriesCancelled'))
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Button danger size="small" loading={busy} onClick={end}>
      {t('schedule.action.cancelSeries')}
    </Button>
  )
}
