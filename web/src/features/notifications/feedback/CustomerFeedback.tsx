import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, Feedback } from '@/api/types'
import { useMay } from '@/app/permission'
import { formatScaled } from '@/ui/scaled'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { customerFeedback } from './commands'
import { Stars } from './Stars'
import './feedback.css'

/** How content a customer was the last time and on the whole, with their words one click away. Nothing before their first answer. */
export function CustomerFeedback({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const may = useMay('message.read')
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ ...customerFeedback(customer.id), enabled: may })
  const last = data?.items[0]
  if (!data || !last || data.average === null) return null
  return (
    <aside className="panel panel-body stack" aria-label={t('feedback.title')}>
      <h2 className="panel-title">{t('feedback.title')}</h2>
      <div className="row wrap">
        {last.score !== null && <Stars score={last.score} />}
        <span className="muted grow">
          {t('feedback.average', { average: formatScaled(data.average, 2, language) })} ·{' '}
          {t('feedback.answers', { count: data.answers })}
        </span>
      </div>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'feedback.hide' : 'feedback.show')}
      </Button>
      {open && (
        <ul className="payments flush">
          {data.items.map((one) => (
            <Answer key={one.id} feedback={one} />
          ))}
        </ul>
      )}
    </aside>
  )
}

function Answer({ feedback }: { feedback: Feedback }) {
  const { work_order_id, number, score, words, answered_at, note, handled_by } = feedback
  return (
    <li>
      <span className="grow">
        {score !== null && <Stars score={score} />}{' '}
        <Link to="/work-orders/$id" params={{ id: work_order_id }} className="code">
          {number}
        </Link>
        {words && (
          <span className="feedback-words" dir="auto">
            {words}
          </span>
        )}
        {note && (
          <small className="feedback-words muted" dir="auto">
            {note} · {handled_by}
          </small>
        )}
        <small className="muted">{answered_at && <Time at={answered_at} />}</small>
      </span>
    </li>
  )
}
