import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Id, MessageTry } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { tries } from './gateway/commands'

const TONES: Record<NonNullable<MessageTry['outcome']>, Tone> = {
  taken: 'teal',
  delivered: 'green',
  refused: 'red',
  busy: 'amber',
  unknown: 'violet',
}

/** Each try to send a message, why it went that way, and what came of it. */
export function Tries({ message }: { message: Id }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(tries(message))
  if (data.length === 0) return null
  return (
    <section aria-label={t('sms.tries')}>
      <h3>{t('sms.tries')}</h3>
      <ol className="tries">
        {data.map(({ id, channel, began_at, outcome, said, why, parts }) => (
          <li key={id}>
            <span className="row wrap">
              <Time at={began_at} />
              <span>{t(`notifications.channel.${channel}`)}</span>
              {parts !== null && parts !== undefined && (
                <span className="muted">{t('sms.parts', { count: parts })}</span>
              )}
              {outcome && <Tag tone={TONES[outcome]}>{t(`sms.outcome.${outcome}`)}</Tag>}
            </span>
            {[why, said].map(
              (words) =>
                words && (
                  <small key={words} className="muted tries-words">
                    {words}
                  </small>
                ),
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
