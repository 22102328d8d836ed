import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { EstimateWord, Id, OrderEstimates, WorkOrder } from '@/api/types'
import { Age } from '@/ui/Time'
import { answerQuestion } from './commands'
import { useFollow } from './queries'

interface Props {
  order: WorkOrder
  estimates: OrderEstimates
}

/** What the customer asked on the page of the link, and the garage's answers. */
export function Questions({ order, estimates: { words, actions } }: Props) {
  const jobs = [...new Set(words.map(({ job_id }) => job_id))]
  return jobs.map((job) => (
    <Thread
      key={job}
      order={order.id}
      job={job}
      words={words.filter(({ job_id }) => job_id === job)}
      may={actions.includes('answer') && order.jobs.some(({ id }) => id === job)}
    />
  ))
}

function Thread({ order, job, words, may }: { order: Id; job: Id; words: EstimateWord[]; may: boolean }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const follow = useFollow()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    await answerQuestion(order, job, text.trim()).then(
      () => setText(''),
      (error: unknown) => message.error(errorText(error)),
    )
    await follow()
    setBusy(false)
  }
  return (
    <div className="estimate-thread">
      <strong>
        <bdi>{words[0]?.job_title}</bdi>
      </strong>
      {words.map((word) => (
        <p key={word.id} className={word.by_customer ? 'asked' : 'answered'}>
          <bdi>{word.text}</bdi>{' '}
          <span className="muted small">
            <bdi>{word.by_name}</bdi> · <Age at={word.at} />
          </span>
        </p>
      ))}
      {may && (
        <div className="row">
          <Input
            aria-label={t('estimates.answer')}
            placeholder={t('estimates.answer')}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={() => text.trim() && send()}
          />
          <Button disabled={!text.trim()} loading={busy} onClick={send}>
            {t('estimates.sendAnswer')}
          </Button>
        </div>
      )}
    </div>
  )
}
