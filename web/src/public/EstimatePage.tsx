import { lazy, Suspense, useState } from 'react'
import type { EstimatePage as Estimate, EstimatePageJob, Id } from '@/api/types'
import { get, newKey, post, Refusal } from './api'
import { Deposit } from './Deposit'
import { EstimateJob } from './EstimateJob'
import { SignEstimate } from './SignEstimate'
import { clockOf, type Key, moneyOf, useTexts } from './texts'
import './estimate.css'

const PushAsk = lazy(() => import('./PushAsk'))

/** What the customer is about to say to a job. */
export interface Choice {
  decision: 'approve' | 'decline'
  reason: string
}

/** An estimate for who has its link: read, asked about, decided job by job, signed. Only the newest version is ever shown. */
export function EstimatePage({ first, token }: { first: Estimate; token: string }) {
  const { language, say } = useTexts()
  const [page, setPage] = useState(first)
  const [choices, setChoices] = useState<Record<Id, Choice>>({})
  const [told, setTold] = useState<{ text: Key; bad: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const path = `/estimates/${token}`
  const clock = clockOf(language, page.site.time_zone)
  const money = moneyOf(language, page.totals.currency)
  const open = page.jobs.some((job) => job.can_decide)
  const run = async (what: string, body: unknown, done: Key) => {
    setBusy(true)
    setTold(null)
    try {
      setPage(await post<Estimate>(`${path}/${what}`, body, newKey()))
      setTold({ text: done, bad: false })
    } catch (error) {
      const refusal = error instanceof Refusal ? error : null
      setTold({ text: reason(refusal), bad: true })
      // What is true now is shown: a newer version, or what was decided meanwhile.
      if (refusal?.status === 409) await get<Estimate>(path).then(setPage, () => undefined)
    }
    setChoices({})
    setBusy(false)
  }
  /** Of options one is approved: the choice moves. */
  const choose = (job: EstimatePageJob, choice: Choice) => {
    const excluded = page.jobs.filter(({ option_group }) => option_group !== null && option_group === job.option_group)
    const moves = (id: Id) => choice.decision === 'approve' && excluded.some((other) => other.id === id)
    const rest = Object.entries(choices).filter(([id, { decision }]) => decision === 'decline' || !moves(id))
    setChoices({ ...Object.fromEntries(rest), [job.id]: choice })
  }
  const decide = (by_name: string, signature: string | null) => {
    const decisions = Object.entries(choices).map(([job_id, { decision, reason }]) =>
      decision === 'decline' && reason.trim() ? { job_id, decision, reason: reason.trim() } : { job_id, decision },
    )
    const drawn = signature ? { signature } : {}
    return run('decide', { version: page.version, decisions, by_name, ...drawn }, 'estimate.decided')
  }
  return (
    <>
      <h1>{say('estimate.title')}</h1>
      <section className="card">
        <p className="when">
          <bdi>{page.vehicle}</bdi>
        </p>
        <p className="muted">
          <bdi dir="ltr">{page.plate ? `${page.plate} · ${page.number}` : page.number}</bdi> ·{' '}
          {say('estimate.version', { n: page.version })}
        </p>
        <p className="sum">
          <span>{say(page.exemption ? 'estimate.withoutVat' : 'estimate.total')}</span>
          <strong>
            <bdi dir="ltr">{money(page.totals.total)}</bdi>
          </strong>
        </p>
        {page.exemption && (
          <p className="muted">
            <bdi>{say('estimate.exempt', { reason: page.exemption.reason })}</bdi>
            <br />
            {say('estimate.certificate', {
              number: page.exemption.number,
              day: clock.long(`${page.exemption.valid_until}T12:00:00Z`),
            })}
          </p>
        )}
        {open && page.limit !== null && page.limit > 0 && (
          <p className="muted">
            <bdi>{say('estimate.limit', { amount: money(page.limit) })}</bdi>
          </p>
        )}
        {open && page.asked && (
          <p className="note">
            <bdi>{say('estimate.askedOther', { name: page.asked })}</bdi>
          </p>
        )}
        {open && <p className="muted">{say('estimate.until', { when: clock.whole(page.expires_at) })}</p>}
        {!open && <p className="note">{say(closed(page))}</p>}
      </section>
      {told && (
        <p className={told.bad ? 'refusal' : 'told'} role={told.bad ? 'alert' : 'status'}>
          {say(told.text)}
        </p>
      )}
      {page.jobs.map((job) => (
        <EstimateJob
          key={job.id}
          job={job}
          token={token}
          page={page}
          choice={choices[job.id]}
          onChoice={(choice) => choose(job, choice)}
          onAsk={(text) => run('questions', { job_id: job.id, text }, 'estimate.asked')}
          busy={busy}
        />
      ))}
      <Deposit page={page} />
      {page.notes.length > 0 && (
        <section className="card">
          <h2>{say('estimate.notes')}</h2>
          {page.notes.map((note) => (
            <p key={note} className="written" dir="auto">
              {note}
            </p>
          ))}
        </section>
      )}
      {open && (
        <SignEstimate
          key={page.version}
          name={page.customer}
          count={Object.keys(choices).length}
          busy={busy}
          mustSign={page.signature_required && Object.values(choices).some(({ decision }) => decision === 'approve')}
          onSign={decide}
        />
      )}
      <Suspense>
        <PushAsk path={`estimates/${token}`} />
      </Suspense>
      <p className="muted hash" dir="ltr">
        SHA-256 {page.hash}
      </p>
    </>
  )
}

const closed = (page: Estimate): Key =>
  page.state === 'expired' ? 'estimate.expired' : page.state === 'decided' ? 'estimate.isDecided' : 'estimate.over'

function reason(refusal: Refusal | null): Key {
  switch (refusal?.problem.code) {
    case 'estimate-superseded':
      return 'estimate.newer'
    case 'estimate-expired':
      return 'estimate.expired'
    case 'already-decided':
      return 'estimate.decidedBefore'
    case 'approval-limit':
      return 'estimate.overLimit'
    case 'order-over':
      return 'estimate.over'
    case 'too-many-words':
      return 'estimate.call'
    default:
      return refusal?.status === 429 ? 'tooMany' : 'failed'
  }
}
