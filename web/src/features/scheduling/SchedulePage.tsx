import { LeftOutlined, PlusOutlined, RightOutlined, SettingOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Day, Schedule } from '@/api/types'
import { useSiteId, useTimeZone } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { type UrlState, useUrlState } from '@/ui/useUrlState'
import { CapacityBars } from './CapacityBars'
import { DayGrid } from './DayGrid'
import { dayName, type Grouping, isDay, plusDays, span, today, type View } from './days'
import { HourList } from './HourList'
import { columns } from './layout'
import { useSchedule } from './queries'
import { useMoveCard } from './useMoveCard'
import { WeekGrid } from './WeekGrid'
import './schedule.css'

// What opens beside the days comes when it is opened.
const AppointmentDrawer = lazy(() =>
  import('./AppointmentDrawer').then((part) => ({ default: part.AppointmentDrawer })),
)
const BookDrawer = lazy(() => import('./BookDrawer').then((part) => ({ default: part.BookDrawer })))

interface Looked {
  day: Day
  view: View
  grouping: Grouping
}

/** What the address says is looked at; a phone shows one day. */
function useLooked(): Looked {
  const [url] = useUrlState()
  const zone = useTimeZone()
  const phone = usePhone()
  return {
    day: isDay(url.date) ? url.date : today(zone),
    view: url.view === 'week' && !phone ? 'week' : 'day',
    grouping: url.by === 'technicians' ? 'technicians' : 'bays',
  }
}

/** A site's days: who is where, when. Moved by hand, booked by a click on free time. */
export function SchedulePage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const looked = useLooked()
  const [from, until] = span(looked.view, looked.day)
  const schedule = useSchedule(site, from, until)
  const close = () => setUrl(CLOSED)
  return (
    <div className="schedule-page">
      <PageHeader title={t('schedule.title')} actions={<Actions schedule={schedule.data} day={looked.day} />} />
      <Toolbar looked={looked} />
      {looked.view === 'week' && <CapacityBars site={site} from={from} until={until} />}
      <RecordGate query={schedule}>{(data) => <Body schedule={data} looked={looked} />}</RecordGate>
      <Suspense>
        {url.appointment && <AppointmentDrawer id={url.appointment} onClose={close} />}
        {url.book && <BookDrawer key={url.start} onClose={close} />}
      </Suspense>
    </div>
  )
}

const CLOSED: UrlState = {
  appointment: '',
  book: '',
  start: '',
  resource: '',
  customer: '',
  vehicle: '',
}

function Actions({ schedule, day }: { schedule?: Schedule; day: Day }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [, setUrl] = useUrlState()
  const may = (action: string) => schedule?.actions.includes(action)
  return (
    <>
      {may('manage') && (
        <Button
          icon={<SettingOutlined />}
          aria-label={t('schedule.settings')}
          onClick={() => navigate({ to: '/settings/schedule' })}
        />
      )}
      {may('book') && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ book: '1', start: day })}>
          {t('schedule.book')}
        </Button>
      )}
    </>
  )
}

function Toolbar({ looked: { day, view, grouping } }: { looked: Looked }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const zone = useTimeZone()
  const phone = usePhone()
  const [, setUrl] = useUrlState()
  const step = view === 'week' ? 7 : 1
  const go = (to: Day) => setUrl({ date: to })
  const [first, last] = span(view, day)
  const shown =
    view === 'week' ? `${dayName(first, language)} – ${dayName(last, language)}` : dayName(day, language, 'long')
  return (
    <div className="sched-tools">
      <div className="row">
        <Button
          icon={<LeftOutlined className="flip-rtl" />}
          aria-label={t('schedule.before')}
          onClick={() => go(plusDays(day, -step))}
        />
        <Button onClick={() => setUrl({ date: '' })} disabled={day === today(zone)}>
          {t('schedule.today')}
        </Button>
        <Button
          icon={<RightOutlined className="flip-rtl" />}
          aria-label={t('schedule.after')}
          onClick={() => go(plusDays(day, step))}
        />
        <Input
          type="date"
          className="sched-date"
          aria-label={t('schedule.date')}
          value={day}
          onChange={({ target }) => isDay(target.value) && go(target.value)}
        />
      </div>
      <h2 className="sched-shown grow">{shown}</h2>
      {!phone && (
        <>
          <Segmented<Grouping>
            aria-label={t('schedule.groupBy')}
            value={grouping}
            onChange={(by) => setUrl({ by: by === 'bays' ? '' : by })}
            options={[
              { value: 'bays', label: t('schedule.byBay') },
              { value: 'technicians', label: t('schedule.byTechnician') },
            ]}
          />
          <Segmented<View>
            aria-label={t('schedule.view')}
            value={view}
            onChange={(next) => setUrl({ view: next === 'day' ? '' : next })}
            options={[
              { value: 'day', label: t('schedule.day') },
              { value: 'week', label: t('schedule.week') },
            ]}
          />
        </>
      )}
    </div>
  )
}

function Body({ schedule, looked }: { schedule: Schedule; looked: Looked }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const zone = useTimeZone()
  const [, setUrl] = useUrlState()
  const may = (action: string) => schedule.actions.includes(action)
  const onMove = useMoveCard(schedule.site_id, span(looked.view, looked.day), may('overbook'))
  const onOpen = (appointment: string) => setUrl({ appointment })
  const book = (resource: string, from: number | null, day = looked.day) =>
    setUrl({ book: '1', resource, start: from === null ? day : toWall(new Date(from), zone) })
  const onBook = may('book') ? book : null

  if (columns(schedule, looked.grouping).length === 0) {
    const set = may('manage') && (
      <Button type="primary" onClick={() => navigate({ to: '/settings/schedule' })}>
        {t('schedule.setUp')}
      </Button>
    )
    return (
      <section className="panel">
        <EmptyState title={t('schedule.noResources')} text={t('schedule.noResourcesText')} action={set} />
      </section>
    )
  }
  if (phone) {
    const action = onBook && (
      <Button type="primary" onClick={() => setUrl({ book: '1', start: looked.day })}>
        {t('schedule.book')}
      </Button>
    )
    return (
      <section className="panel">
        <HourList schedule={schedule} empty={action} onOpen={onOpen} />
      </section>
    )
  }
  const shared = { schedule, grouping: looked.grouping, onOpen, onBook, onMove }
  return (
    <section className="panel sched-scroll">
      {looked.view === 'week' ? (
        <WeekGrid {...shared} onDay={(date) => setUrl({ date, view: '' })} />
      ) : (
        <DayGrid {...shared} />
      )}
    </section>
  )
}
