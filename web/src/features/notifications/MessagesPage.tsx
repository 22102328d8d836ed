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
  'ready_for_pickup',
  'invoice_issued',
  'statement',
  'dunning',
  'service_due',
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
  'password_reset',
  'invitation',
  'registration',
  'email_confirmation',
  'security_alert',
]

const RemindersPanel = lazy(async () => ({ default: (await import('./reminders/RemindersPanel')).RemindersPanel }))

/** What was sent, and of what people are reminded. */
export function MessagesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <>
      <PageHeader
        title={t('nav.messages')}
        beside={
          <Chips
            label={t('nav.messages')}
            value={url.kind ?? 'messages'}
            options={[
              { value: 'messages', label: t('nav.messages') },
              { value: 'reminders', label: t('reminders.title') },
            ]}
            onChange={(kind) => setUrl({ kind: kind === 'messages' ? undefined : kind, state: undefined })}
          />
        }
      />
      {url.kind === 'reminders' ? (
        <Suspense fallback={<Skeleton active />}>
          <RemindersPanel />
        </Suspense>
      ) : (
        <Log />
      )}
      {url.open && <MessageDrawer key={url.open} id={url.open} onClose={() => setUrl({ open: undefined })} />}
    </>
  )
}

function Log() {
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
          {channel === 'sms' && <small className="muted message-event">{t('notifications.channel.sms')}</small>}
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
