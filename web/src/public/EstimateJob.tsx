import { type FormEvent, useState } from 'react'
import type { EstimatePage, EstimatePageJob } from '@/api/types'
import { MarkedImage } from '@/ui/MarkedImage'
import type { Choice } from './EstimatePage'
import { clockOf, moneyOf, TAG, useTexts } from './texts'

interface Props {
  page: EstimatePage
  job: EstimatePageJob
  token: string
  choice: Choice | undefined
  onChoice: (choice: Choice) => void
  onAsk: (text: string) => Promise<void>
  busy: boolean
}

/** One job: what it is and costs, what was found, and what the customer says to it. */
export function EstimateJob({ page, job, token, choice, onChoice, onAsk, busy }: Props) {
  const { language, say } = useTexts()
  const money = moneyOf(language, job.totals.currency)
  const quantity = new Intl.NumberFormat(TAG[language], { maximumFractionDigits: 3 })
  return (
    <section className="card" aria-label={job.title}>
      <h2>
        <bdi>{job.title}</bdi>
      </h2>
      {job.option_group && <p className="note">{say('estimate.option', { name: job.option_group })}</p>}
      {job.concern && (
        <p className="muted">
          <bdi>{job.concern}</bdi>
        </p>
      )}
      <ul className="estimate-lines">
        {job.lines.map((line) => (
          <li key={line.id}>
            <span>
              <bdi>{line.description}</bdi>
              <small dir="ltr">
                {quantity.format(line.quantity / 1000)} × {money(line.unit_price)}
                {line.discount > 0 && ` − ${quantity.format(line.discount / 100)} %`}
              </small>
            </span>
            <bdi dir="ltr">{money(line.net)}</bdi>
          </li>
        ))}
      </ul>
      <p className="sum">
        <span>{say(page.exemption ? 'estimate.withoutVat' : 'estimate.withVat')}</span>
        <strong>
          <bdi dir="ltr">{money(job.totals.total)}</bdi>
        </strong>
      </p>
      <Photos job={job} token={token} />
      {job.can_decide ? <Verdicts job={job} choice={choice} onChoice={onChoice} /> : <Decided page={page} job={job} />}
      <Thread job={job} onAsk={onAsk} busy={busy} />
    </section>
  )
}

function Photos({ job, token }: { job: EstimatePageJob; token: string }) {
  const { say } = useTexts()
  const [whole, setWhole] = useState<string | null>(null)
  const at = (id: string) => `/api/v1/public/estimates/${token}/photos/${id}`
  if (job.photos.length === 0) return null
  return (
    <div className="photos">
      {job.photos.map(({ id, marks }) => (
        <button key={id} type="button" aria-label={say('photo')} onClick={() => setWhole(whole === id ? null : id)}>
          <MarkedImage src={`${at(id)}${whole === id ? '' : '?thumbnail=true'}`} alt="" marks={marks} />
        </button>
      ))}
    </div>
  )
}

function Verdicts({ job, choice, onChoice }: Pick<Props, 'job' | 'choice' | 'onChoice'>) {
  const { say } = useTexts()
  const reason = choice?.reason ?? ''
  return (
    <>
      <div className="verdicts">
        {(['approve', 'decline'] as const).map((decision) => (
          <button
            key={decision}
            type="button"
            className={decision}
            aria-pressed={choice?.decision === decision}
            onClick={() => onChoice({ decision, reason })}
          >
            {say(`estimate.${decision}`)}
          </button>
        ))}
      </div>
      {choice?.decision === 'decline' && (
        <div className="field">
          <label htmlFor={`why-${job.id}`}>{say('estimate.why')}</label>
          <input
            id={`why-${job.id}`}
            maxLength={1000}
            value={reason}
            onChange={(event) => onChoice({ decision: 'decline', reason: event.target.value })}
          />
        </div>
      )}
    </>
  )
}

function Decided({ page, job }: Pick<Props, 'page' | 'job'>) {
  const { language, say } = useTexts()
  const clock = clockOf(language, page.site.time_zone)
  if (job.state === null) return <p className="muted">{say('estimate.gone')}</p>
  if (job.state === 'proposed' || job.state === 'sent') return null
  return (
    <p>
      <span className={`state ${job.state}`}>{say(`estimate.state.${job.state}`)}</span>{' '}
      <span className="muted">
        <bdi>{job.decided_by}</bdi>
        {job.decided_at && ` · ${clock.whole(job.decided_at)}`}
        {job.reason && (
          <>
            {' · '}
            <bdi>{job.reason}</bdi>
          </>
        )}
      </span>
    </p>
  )
}

function Thread({ job, onAsk, busy }: Pick<Props, 'job' | 'onAsk' | 'busy'>) {
  const { say } = useTexts()
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const text = `${new FormData(form).get('question') ?? ''}`.trim()
    if (text) onAsk(text).then(() => form.reset())
  }
  return (
    <>
      {job.words.length > 0 && (
        <ul className="thread">
          {job.words.map((word) => (
            <li key={`${word.at}${word.text}`} className={word.by_customer ? 'mine' : ''}>
              <bdi>{word.text}</bdi>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{say('estimate.ask')}</summary>
        <form onSubmit={ask}>
          <div className="field">
            <label htmlFor={`ask-${job.id}`}>{say('estimate.question')}</label>
            <textarea id={`ask-${job.id}`} name="question" rows={2} maxLength={1000} required />
          </div>
          <button type="submit" disabled={busy}>
            {say('estimate.sendQuestion')}
          </button>
        </form>
      </details>
    </>
  )
}
