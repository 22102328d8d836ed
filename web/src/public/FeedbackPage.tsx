import { type FormEvent, useState } from 'react'
import type { FeedbackPage as Feedback } from '@/api/types'
import { get, newKey, post, Refusal } from './api'
import { feedbackTexts } from './feedbackTexts'
import { useTexts } from './texts'
import './feedback.css'

const SCORES = [1, 2, 3, 4, 5]

/** A visit for who has its link: five stars and words; who is content is shown where a review may be written. */
export function FeedbackPage({ first, token }: { first: Feedback; token: string }) {
  const texts = feedbackTexts(useTexts().language)
  const [page, setPage] = useState(first)
  const [changing, setChanging] = useState(first.score === null)
  const path = `/feedback/${token}`
  const keep = (next: Feedback) => {
    setPage(next)
    setChanging(false)
  }
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="muted">
        <bdi>{page.vehicle}</bdi> <bdi dir="ltr">{page.plate}</bdi>
      </p>
      {changing ? (
        <Form page={page} path={path} onDone={keep} />
      ) : (
        <Said page={page} onChange={() => setChanging(true)} />
      )}
    </>
  )
}

function Said({ page, onChange }: { page: Feedback; onChange: () => void }) {
  const texts = feedbackTexts(useTexts().language)
  const score = page.score ?? 0
  return (
    <section className="card">
      <p className="told" role="status">
        {page.is_good ? texts.thanks : texts.sorry}
      </p>
      <p className="stars-said" role="img" aria-label={texts.star.replace('{count}', `${score}`)}>
        {'★'.repeat(score)}
        <span>{'★'.repeat(5 - score)}</span>
      </p>
      {page.words && (
        <p className="words-said" dir="auto">
          {page.words}
        </p>
      )}
      {page.review_url && (
        <>
          <p>{texts.reviewHint}</p>
          <p>
            <a className="review" href={page.review_url} target="_blank" rel="noreferrer">
              {texts.review}
            </a>
          </p>
        </>
      )}
      {page.may_answer ? (
        <p>
          <span className="muted">{texts.changeable}</span>{' '}
          <button type="button" onClick={onChange}>
            {texts.change}
          </button>
        </p>
      ) : (
        <p className="muted">{texts.closed}</p>
      )}
    </section>
  )
}

interface FormProps {
  page: Feedback
  path: string
  onDone: (page: Feedback) => void
}

function Form({ page, path, onDone }: FormProps) {
  const texts = feedbackTexts(useTexts().language)
  const [score, setScore] = useState(page.score ?? 0)
  const [words, setWords] = useState(page.words)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<'choose' | 'failed' | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (score === 0) return setTold('choose')
    setBusy(true)
    setTold(null)
    try {
      onDone(await post<Feedback>(path, { score, words }, newKey()))
    } catch (error) {
      // It was answered before: what stands is shown.
      const isClosed = error instanceof Refusal && error.status === 409
      const now = isClosed ? await get<Feedback>(path).catch(() => null) : null
      if (now) return onDone(now)
      setTold('failed')
      setBusy(false)
    }
  }
  return (
    <form className="card" onSubmit={send} noValidate>
      <fieldset className="stars">
        <legend>{texts.stars}</legend>
        {SCORES.map((value) => (
          <label key={value} className={value <= score ? 'lit' : undefined}>
            <input
              type="radio"
              name="score"
              value={value}
              checked={value === score}
              aria-label={texts.star.replace('{count}', `${value}`)}
              onChange={() => {
                setScore(value)
                setTold(null)
              }}
            />
            <span aria-hidden>★</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="words">{texts.words}</label>
        <textarea
          id="words"
          rows={4}
          maxLength={1000}
          dir="auto"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </div>
      {told && (
        <p className="refusal" role="alert">
          {texts[told]}
        </p>
      )}
      <div className="deeds">
        <button type="submit" className="go" disabled={busy}>
          {texts.send}
        </button>
      </div>
    </form>
  )
}
