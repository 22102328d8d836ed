import { useQuery } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language, MessageTextPreview } from '@/api/types'
import { direction } from '@/app/locale'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { latestOf, type Place } from './commands'
import type { usePreview } from './usePreview'

type Props = { place: Place } & ReturnType<typeof usePreview>

/** The message as somebody would read it, and what it costs. */
export function TextPreview({ place, shown, faults, error, message, setMessage }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery(latestOf(place))
  const latest = (data?.items ?? []).filter(({ recipient }) => recipient !== '')
  const isOld = Boolean(faults.subject || faults.body)
  return (
    <section className="texts-preview" aria-label={t('texts.preview')}>
      <div className="row wrap">
        <h3>{t('texts.preview')}</h3>
        <span className="grow" />
        <Select
          aria-label={t('texts.facts')}
          className="texts-facts"
          value={message ?? ''}
          onChange={(next) => setMessage(next || undefined)}
          options={[
            { value: '', label: t('texts.example') },
            ...latest.map(({ id, recipient }) => ({ value: id, label: <bdi dir="ltr">{recipient}</bdi> })),
          ]}
        />
      </div>
      {error !== null && <ProblemAlert error={error} />}
      {!shown && error === null && !isOld && <Skeleton active paragraph={{ rows: 6 }} />}
      {shown && (
        <article
          className={`message-body texts-shown${isOld ? ' is-old' : ''}`}
          dir={direction(place.language)}
          lang={place.language}
        >
          {shown.subject && <strong className="texts-subject">{shown.subject}</strong>}
          {shown.body}
        </article>
      )}
      {shown && !isOld && <Size shown={shown} language={place.language} />}
    </section>
  )
}

function Size({ shown: { characters, sms }, language }: { shown: MessageTextPreview; language: Language }) {
  const { t } = useTranslation()
  if (!sms) return <small className="muted">{t('texts.characters', { count: characters })}</small>
  const { encoding, parts, room, strange } = sms
  return (
    <div className="texts-size" aria-live="polite">
      <span>
        <bdi dir="ltr">
          {characters} / {room}
        </bdi>
        {' · '}
        {t('sms.parts', { count: parts })}
        {' · '}
        {t(`texts.encoding.${encoding}`)}
      </span>
      {strange.length > 0 && language !== 'ar' && (
        <small className="muted">
          {t('texts.strange', { count: strange.length })} <bdi>{strange.slice(0, 12).join(' ')}</bdi>
        </small>
      )}
    </div>
  )
}
