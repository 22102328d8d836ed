import { PaperClipOutlined, SendOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Message } from '@/api/types'
import { direction, LANGUAGES } from '@/app/locale'
import { Facts } from '@/ui/Facts'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RecordGate } from '@/ui/RecordGate'
import { StatusTag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { useKeepRecord } from '@/ui/useRecord'
import { Tries } from './Tries'
import { useMessage } from './useMessage'

/** What was sent to whom, how it went, and once more if need be. */
export function MessageDrawer({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const query = useMessage(id)
  return (
    <Drawer
      open
      title={query.data ? t(`notifications.event.${query.data.event}`) : t('nav.messages')}
      extra={query.data && <StatusTag kind="message" state={query.data.state} />}
      onClose={onClose}
      size={phone ? '100%' : 560}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
      footer={query.data?.actions.includes('resend') && <Resend message={query.data} />}
    >
      <RecordGate query={query}>{(message) => <MessageView message={message} />}</RecordGate>
    </Drawer>
  )
}

function Resend({ message }: { message: Message }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Message>('/messages')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const resend = async () => {
    setBusy(true)
    setError(null)
    await api.post<Message>(`/messages/${message.id}/resend`).then(keep).catch(setError)
    setBusy(false)
  }
  return (
    <div className="drawer-foot">
      <ProblemAlert error={error} />
      <Button type="primary" size="large" icon={<SendOutlined className="flip-rtl" />} loading={busy} onClick={resend}>
        {t('notifications.resend')}
      </Button>
    </div>
  )
}

function MessageView({ message }: { message: Message }) {
  const { t } = useTranslation()
  const { recipient, channel, attempts, error, created_at, sent_at, delivered_at, subject, body, attachments } = message
  const dir = direction(message.language)
  return (
    <div className="stack">
      {error && (
        <Alert
          type={message.state === 'failed' ? 'error' : 'warning'}
          showIcon
          title={t('notifications.error')}
          description={<bdi>{error}</bdi>}
        />
      )}
      <Facts
        facts={[
          { label: t('notifications.recipient'), value: <bdi dir="ltr">{recipient}</bdi> },
          { label: t('notifications.channelLabel'), value: t(`notifications.channel.${channel}`) },
          { label: t('notifications.language'), value: LANGUAGES.find(({ code }) => code === message.language)?.name },
          { label: t('notifications.created'), value: <Time at={created_at} /> },
          { label: t('notifications.sent'), value: sent_at && <Time at={sent_at} /> },
          ...(delivered_at ? [{ label: t('notifications.delivered'), value: <Time at={delivered_at} /> }] : []),
          { label: t('notifications.attempts'), value: attempts },
          { label: t('notifications.about'), value: <About message={message} /> },
        ]}
      />
      <article className="message-body" dir={dir} lang={message.language}>
        {subject && (
          <>
            <strong>{subject}</strong>
            {'\n\n'}
          </>
        )}
        {body}
      </article>
      {attachments.length > 0 && (
        <ul className="message-files" aria-label={t('notifications.attachments')}>
          {attachments.map((name) => (
            <li key={name}>
              <PaperClipOutlined /> <bdi dir="ltr">{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Tries message={message.id} />
    </div>
  )
}

function About({ message: { work_order_id, invoice_id } }: { message: Message }) {
  const { t } = useTranslation()
  if (invoice_id)
    return (
      <Link to="/invoices/$id" params={{ id: invoice_id }}>
        {t('notifications.theInvoice')}
      </Link>
    )
  if (!work_order_id) return '—'
  return (
    <Link to="/work-orders/$id" params={{ id: work_order_id }}>
      {t('notifications.theOrder')}
    </Link>
  )
}
