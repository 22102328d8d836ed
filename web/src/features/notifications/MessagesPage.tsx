import { Select, Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { MessageDrawer } from './MessageDrawer'
import './messages.css'
import { Words } from '@/ui/Words'

const STATES = ['queued', 'sent', 'delivered', 'failed', 'skipped', 'unknown'] as const
const EVENTS: Message['event'][] = [
  'technician_assigned',
  'status_changed',
  'ready_for_pickup',
  'invoice_issued',
  'statement',
  'dunning',
  'service_due',
  'promotion',
  'appointment_requested',
  'appointment_confirmed',
  'appointment_rescheduled',
  'appointment_cancelled',
  'appointment_reminder',
  'appointment_no_show',
  'inspection_report',
  'estimate_sent',
  'estimate_answered',
  'purchase_order',
  'note',
  'feedback',
  'password_reset',
  'invitation',
  'registration',
  'email_confirmation',
  'security_alert',
  'report',
]

const TextsPage = lazy(async () => ({ default: (await import('./texts/TextsPage')).TextsPage }))
const RemindersPanel = lazy(async () => ({ default: (await import('./reminders/RemindersPanel')).RemindersPanel }))

const CampaignsPanel = lazy(async () => ({ default: (await import('./campaigns/CampaignsPanel')).CampaignsPanel }))
const FeedbackPanel = lazy(async () => ({ default: (await import('./feedback/FeedbackPanel')).FeedbackPanel }))

const VIEWS = ['log', 'reminders', 'campaigns', 'feedback', 'texts'] as const

/** The log of messages, of what people are reminded, or what messages say. */
export function MessagesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const view = VIEWS.find((view) => view === url.view) ?? 'log'
  const titles = {
    log: t('nav.messages'),
    reminders: t('reminders.title'),
    campaigns: t('campaigns.title'),
    feedback: t('feedback.title'),
    texts: t('texts.title'),
  }
  const names = { ...titles, log: t('texts.log') }
  return (
    <>
      <PageHeader
        title={titles[view]}
        beside={
          <Chips
            label={t('texts.view')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: names[value] }))}
            onChange={(view) => setUrl({ ...CLEARED, view: view === 'log' ? undefined : view })}
          />
        }
      />
      <Suspense fallback={<Skeleton active />}>
        {view === 'texts' && <TextsPage />}
        {view === 'reminders' && <RemindersPanel />}
        {view === 'campaigns' && <CampaignsPanel />}
        {view === 'feedback' && <FeedbackPanel />}
        {view === 'log' && <MessageLog />}
      </Suspense>
      {view !== 'texts' && url.open && (
        <MessageDrawer key={url.open} id={url.open} onClose={() => setUrl({ open: undefined })} />
      )}
    </>
  )
}

/** What belongs to one view means nothing in another. */
const CLEARED = {
  open: undefined,
  campaign: undefined,
  text: undefined,
  channel: undefined,
  lang: undefined,
  scope: undefined,
  state: undefined,
  event: undefined,
}

function MessageLog() {
  const { t } = useTranslation()
  const [url] = useUrlState()
  const { state, event, work_order, invoice } = url
  return (
    <DataTable<Message>
      path="/messages"
      query={{ site: useListSite(), state, event, work_order, invoice }}
      columns={[...useColumns(), ...useSiteColumn<Message>()]}
      href={({ id }) => ({ to: '/messages', search: { ...url, open: id } })}
      filters={<Filters />}
      empty={<EmptyState title={t('notifications.empty')} text={t('notifications.emptyText')} />}
    />
  )
}

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <>
      <Chips
        label={t('notifications.state')}
        value={url.state ?? 'all'}
        options={[
          { value: 'all', label: t('common.all') },
          ...STATES.map((value) => ({ value, label: t(`state.message.${value}`) })),
        ]}
        onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
      />
      <Select
        allowClear
        className="event-filter"
        placeholder={t('notifications.anyEvent')}
        aria-label={t('notifications.anyEvent')}
        value={url.event}
        onChange={(event) => setUrl({ event })}
        options={EVENTS.map((value) => ({ value, label: t(`notifications.event.${value}`) }))}
      />
    </>
  )
}

function useColumns(): Column<Message>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'subject',
      title: t('notifications.subject'),
      render: ({ subject, body, event }) => (
        <span>
          <strong>
            <Words text={subject || body} />
          </strong>
          <small className="muted message-event">{t(`notifications.event.${event}`)}</small>
        </span>
      ),
    },
    {
      key: 'recipient',
      newLine: true,
      title: t('notifications.recipient'),
      render: ({ recipient, channel }) => (
        <span>
          <bdi dir="ltr">{recipient}</bdi>
          {(channel === 'sms' || channel === 'whatsapp') && (
            <small className="muted message-event">{t(`notifications.channel.${channel}`)}</small>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      newLine: true,
      title: t('notifications.state'),
      render: ({ state }) => <StatusTag kind="message" state={state} />,
    },
    { key: 'created', title: t('notifications.created'), render: ({ created_at }) => <Age at={created_at} /> },
  ]
}
