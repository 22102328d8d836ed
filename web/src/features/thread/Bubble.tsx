import { useTranslation } from 'react-i18next'
import type { Id, ThreadEntry } from '@/api/types'
import { StatusTag } from '@/ui/StatusTag'
import { Age, Time } from '@/ui/Time'
import { Papers } from './Papers'

const SIDES = { sent: 'ours', written: 'theirs', asked: 'theirs', handed_over: 'between' } as const

/** Something that was said: by the garage, by the customer, or between advisors. */
export function Bubble({ entry, order }: { entry: ThreadEntry; order: Id }) {
  const { t } = useTranslation()
  const { kind, text, by, to, channel, event, state, error, waits_until, at } = entry
  return (
    <li className={`bubble ${SIDES[kind]}`}>
      {event && event !== 'note' && <strong>{t(`notifications.event.${event}`)}</strong>}
      {kind === 'handed_over' && <strong>{t('thread.handedOver', { by, to })}</strong>}
      {kind === 'asked' && <strong>{t('thread.asked')}</strong>}
      {text && (
        <p className="bubble-text" dir="auto">
          {text}
        </p>
      )}
      {entry.papers.length > 0 && <Papers order={order} papers={entry.papers} />}
      <small className="row wrap muted">
        {kind !== 'handed_over' && by && <bdi dir={by.startsWith('+') ? 'ltr' : undefined}>{by}</bdi>}
        {channel && <span>{t(`notifications.channel.${channel}`)}</span>}
        <Age at={at} />
        {state && <StatusTag kind="message" state={state} />}
      </small>
      {waits_until && (
        <small>
          {t('thread.waits')} <Time at={waits_until} soon />
        </small>
      )}
      {error && state !== 'sent' && state !== 'delivered' && (
        <small className="bubble-error" dir="auto">
          {error}
        </small>
      )}
    </li>
  )
}
