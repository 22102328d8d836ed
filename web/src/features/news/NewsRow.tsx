import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { News } from '@/api/types'
import { Plate } from '@/ui/Plate'
import { Age, Time } from '@/ui/Time'

/** What leads to the thread of its order. */
const SAID: News['kind'][] = ['written', 'question_asked', 'handed_over']

/** One thing to know; it leads to its order. */
export function NewsRow({ news, onOpen }: { news: News; onOpen: () => void }) {
  const { t } = useTranslation()
  const { kind, text, declined, customer, vehicle, plate, number, promised_at, at, is_new, work_order_id } = news
  const body = (
    <>
      <span className="row">
        <strong className="grow">{t(`news.kind.${kind}`)}</strong>
        <small className="muted">
          <Age at={at} />
        </small>
      </span>
      {plate && (
        <span className="row wrap">
          <Plate text={plate} />
          <bdi>{vehicle}</bdi>
        </span>
      )}
      {customer && <bdi className="muted">{customer}</bdi>}
      {text && (
        <span className="pre" dir="auto">
          {kind === 'estimate_decided' ? t('news.approved', { jobs: text }) : text}
        </span>
      )}
      {declined && <span dir="auto">{t('news.declined', { jobs: declined })}</span>}
      {promised_at && (
        <span>
          {t('news.promised')} <Time at={promised_at} />
        </span>
      )}
      {number && (
        <small className="muted" dir="ltr">
          {number}
        </small>
      )}
    </>
  )
  return (
    <li className={is_new ? 'news-row new' : 'news-row'}>
      {kind === 'feedback' ? (
        <Link to="/messages" search={{ view: 'feedback', state: 'open' }} onClick={onOpen}>
          {body}
        </Link>
      ) : kind === 'leaks_found' ? (
        <Link to="/dashboard" search={{ leaks: 'all' }} onClick={onOpen}>
          {body}
        </Link>
      ) : work_order_id ? (
        <Link
          to="/work-orders/$id"
          params={{ id: work_order_id }}
          hash={SAID.includes(kind) ? 'thread' : undefined}
          onClick={onOpen}
        >
          {body}
        </Link>
      ) : (
        <div>{body}</div>
      )}
    </li>
  )
}
