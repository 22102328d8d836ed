import { CalendarOutlined, ClockCircleOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AppointmentRow, AppointmentState } from '@/api/types'
import { useListSite, useTimeZone } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { RowsPanel } from '@/ui/RowsPanel'
import { StatusTag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { fromWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { isDay, plusDays } from './days'
import { useRequested } from './requested'
import { serviceNames } from './ScheduleCard'
import './schedule.css'

const STATES: AppointmentState[] = ['requested', 'confirmed', 'arrived', 'converted', 'cancelled', 'no_show']

/** All appointments; those that wait for an answer stand first. */
export function AppointmentsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useListSite()
  const zone = useTimeZone()
  const [url] = useUrlState()
  const columns = [...useColumns(), ...useSiteColumn<AppointmentRow>()]
  const requested = useRequested(site)
  const midnight = (day: string | undefined) => (isDay(day) ? fromWall(`${day}T00:00`, zone) : undefined)
  const schedule = (
    <Button icon={<CalendarOutlined />} onClick={() => navigate({ to: '/schedule' })}>
      {t('nav.schedule')}
    </Button>
  )
  return (
    <div className="stack sched-appointments">
      <PageHeader
        title={t('nav.appointments')}
        actions={
          <>
            <Button onClick={() => navigate({ to: '/appointment-series' })}>{t('schedule.series.title')}</Button>
            {schedule}
          </>
        }
      />
      {(requested.data?.items.length ?? 0) > 0 && (
        <RowsPanel<AppointmentRow>
          title={t('schedule.toConfirm')}
          query={{ data: requested.data?.items, error: requested.error, refetch: requested.refetch }}
          columns={columns.map(({ sort: _, ...column }) => column)}
          href={(row) => `/appointments/${row.id}`}
          empty={null}
        />
      )}
      <DataTable<AppointmentRow>
        path="/appointments"
        query={{
          site,
          state: url.state,
          customer: url.customer,
          vehicle: url.vehicle,
          from: midnight(url.from),
          until: isDay(url.until) ? midnight(plusDays(url.until, 1)) : undefined,
        }}
        columns={columns}
        href={(row) => `/appointments/${row.id}`}
        search={t('schedule.search')}
        filters={<Filters />}
        empty={<EmptyState title={t('schedule.emptyList')} text={t('schedule.emptyListText')} action={schedule} />}
      />
    </div>
  )
}

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const day = (name: 'from' | 'until', label: string) => (
    <label className="sched-filter">
      <span className="muted">{label}</span>
      <Input
        type="date"
        className="sched-date"
        value={url[name] ?? ''}
        onChange={({ target }) => setUrl({ [name]: target.value })}
      />
    </label>
  )
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className="filter"
        placeholder={t('workshop.anyState')}
        aria-label={t('workshop.anyState')}
        value={url.state ? url.state.split(',') : []}
        onChange={(states) => setUrl({ state: states.join(',') })}
        options={STATES.map((value) => ({ value, label: t(`state.appointment.${value}`) }))}
      />
      {day('from', t('schedule.fromDay'))}
      {day('until', t('schedule.untilDay'))}
    </>
  )
}

function useColumns(): Column<AppointmentRow>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    { key: 'start', title: t('schedule.when'), sort: 'start', render: (row) => <Time at={row.start} /> },
    {
      key: 'state',
      title: t('workshop.state'),
      render: (row) => <StatusTag kind="appointment" state={row.state} />,
    },
    { key: 'plate', title: t('schedule.vehicle'), render: (row) => (row.plate ? <Plate text={row.plate} /> : '—') },
    { key: 'customer', title: t('schedule.customer'), render: (row) => <Words text={row.customer_name} /> },
    {
      key: 'services',
      title: t('schedule.services'),
      render: (row) => <Words text={serviceNames(row.services, language)} />,
    },
    {
      key: 'waiter',
      title: t('schedule.waiter'),
      render: (row) => (row.is_waiter ? <ClockCircleOutlined title={t('schedule.waiter')} /> : null),
      desktopOnly: true,
    },
    {
      key: 'number',
      title: t('workshop.number'),
      render: (row) => <span className="code">{row.number}</span>,
      desktopOnly: true,
    },
  ]
}
