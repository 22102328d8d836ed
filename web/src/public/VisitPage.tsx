import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import type { Visit } from '@/api/types'
import { newKey, post, Refusal } from './api'
import { Field } from './Field'
import { TimePicker } from './TimePicker'
import { clockOf, type Key, useTexts } from './texts'

const PushAsk = lazy(() => import('./PushAsk'))

/** An appointment for who has its link: when and for what, another time, giving it up, more words. */
export function VisitPage({ first, token }: { first: Visit; token: string }) {
  const { language, say, named } = useTexts()
  const [visit, setVisit] = useState(first)
  const [step, setStep] = useState<'move' | 'cancel' | null>(null)
  const [start, setStart] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ text: Key; bad: boolean } | null>(null)
  const key = useRef(newKey())
  const clock = clockOf(language, visit.site.time_zone)
  const path = `/appointments/${token}`
  const may = (action: string) => visit.actions.includes(action)
  const run = async (what: string, body: unknown, done: Key) => {
    setBusy(true)
    setTold(null)
    try {
      setVisit(await post<Visit>(`${path}/${what}`, body, key.current))
      setTold({ text: done, bad: false })
      setStep(null)
      setStart(null)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : null
      setTold({ text: reason(refusal), bad: true })
      if (refusal?.problem.code === 'slot-taken') setRound(round + 1)
      setStart(null)
    }
    key.current = newKey()
    setBusy(false)
  }
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const concern = `${new FormData(event.currentTarget).get('concern') ?? ''}`
    run('words', { concern }, 'wordsSaved')
  }
  return (
    <>
      <h1>{say('yours')}</h1>
      <section className="card">
        <p className="when">{clock.whole(visit.start)}</p>
        <p>
          <span className={`state ${visit.state}`}>{say(`state.${visit.state}`)}</span>
        </p>
        <p>{visit.services.map(named).join(', ')}</p>
        <p className="muted">
          <bdi dir="ltr">{[visit.number, visit.plate].filter(Boolean).join(' · ')}</bdi>
        </p>
        {visit.is_past && may('reschedule') && <p className="note">{say('past')}</p>}
        {may('add_words') && (
          <p>
            <a href={`/api/v1/public${path}/calendar.ics`} download>
              {say('calendar')}
            </a>
          </p>
        )}
      </section>
      <p className={told?.bad ? 'refusal' : 'told'} role="status">
        {told && say(told.text)}
      </p>
      {step === null && (
        <div className="deeds">
          {may('reschedule') && (
            <button type="button" className="go" onClick={() => setStep('move')}>
              {say('move')}
            </button>
          )}
          {may('cancel') && (
            <button type="button" className="plain" onClick={() => setStep('cancel')}>
              {say('cancel')}
            </button>
          )}
        </div>
      )}
      {step === 'move' && (
        <section className="card">
          <h2>{say('moveTo')}</h2>
          <TimePicker
            key={round}
            path={`${path}/slots`}
            timeZone={visit.site.time_zone}
            value={start}
            onChange={setStart}
          />
          <div className="deeds">
            <button
              type="button"
              className="go"
              disabled={!start || busy}
              onClick={() => run('reschedule', { start }, 'moved')}
            >
              {start ? `${say('moveGo')} · ${clock.whole(start)}` : say('moveGo')}
            </button>
            <button type="button" className="plain" onClick={() => setStep(null)}>
              {say('back')}
            </button>
          </div>
        </section>
      )}
      {step === 'cancel' && (
        <section className="card">
          <h2>{say('cancelSure')}</h2>
          {visit.is_late && <p className="note">{say('cancelLate')}</p>}
          <div className="deeds">
            <button type="button" className="danger" disabled={busy} onClick={() => run('cancel', {}, 'cancelled')}>
              {say('cancelGo')}
            </button>
            <button type="button" className="plain" onClick={() => setStep(null)}>
              {say('back')}
            </button>
          </div>
        </section>
      )}
      <Suspense>{step === null && may('cancel') && <PushAsk path={`appointments/${token}`} />}</Suspense>
      {step === null && may('add_words') && (
        <form className="card" onSubmit={save}>
          <Field name="concern" label={say('words')} wrong={[]} max={2000} rows={4} first={visit.concern} />
          <button type="submit" className="plain" disabled={busy}>
            {say('saveWords')}
          </button>
        </form>
      )}
    </>
  )
}

function reason(refusal: Refusal | null): Key {
  if (refusal?.problem.code === 'slot-taken') return 'taken'
  return refusal?.status === 429 ? 'tooMany' : 'failed'
}
