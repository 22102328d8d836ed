import { type FormEvent, useRef, useState } from 'react'
import type { BookedOnline, BookingSite } from '@/api/types'
import { newKey, post, Refusal } from './api'
import { Field } from './Field'
import { TimePicker } from './TimePicker'
import { clockOf, type Key, moneyOf, useTexts } from './texts'

/** The garage's services, its free times, and who comes: one page, sent once. */
export function BookingPage({ site }: { site: BookingSite }) {
  const { language, say, named } = useTexts()
  const [services, setServices] = useState<string[]>([])
  const [start, setStart] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Key | null>(null)
  const [wrong, setWrong] = useState<string[]>([])
  const [booked, setBooked] = useState<BookedOnline | null>(null)
  const key = useRef(newKey())
  const clock = clockOf(language, site.time_zone)
  const money = moneyOf(language, site.currency)
  const choose = (id: string, on: boolean) => {
    setServices(on ? [...services, id].slice(0, 5) : services.filter((one) => one !== id))
    setStart(null)
  }
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = (name: string) => `${new FormData(event.currentTarget).get(name) ?? ''}`.trim()
    const [phone, email] = [text('phone') || null, text('email') || null]
    const lacking = [
      ...(text('name') ? [] : ['name']),
      ...(text('plate') ? [] : ['plate']),
      ...(phone || email ? [] : ['phone']),
    ]
    if (!start || lacking.length > 0) {
      setWrong([...lacking, ...(start ? [] : ['start'])])
      return setRefused('required')
    }
    const body = {
      service_ids: services,
      start,
      name: text('name'),
      phone,
      email,
      plate: text('plate'),
      concern: text('concern') || null,
      website: text('website') || null,
      may_contact: text('may_contact') === 'on',
      language,
      reminder: new URLSearchParams(location.search).get('r')?.slice(0, 20) || null,
    }
    setBusy(true)
    setRefused(null)
    setWrong([])
    try {
      setBooked(await post<BookedOnline>(`/booking/${site.code}`, body, key.current))
    } catch (error) {
      key.current = newKey()
      const refusal = error instanceof Refusal ? error : null
      setWrong(refusal?.fields ?? [])
      setRefused(reason(refusal))
      if (refusal?.problem.code === 'slot-taken') {
        setStart(null)
        setRound(round + 1)
      }
    }
    setBusy(false)
  }
  if (booked) {
    return (
      <section className="card" aria-live="polite">
        <h1>{say('thanks')}</h1>
        <p>{say('thanksText', { when: clock.whole(booked.start) })}</p>
        {booked.deposit_asked && <p>{say('depositAsked', { amount: money(booked.deposit_asked) })}</p>}
      </section>
    )
  }
  return (
    <form onSubmit={send} noValidate>
      <h1>{say('title')}</h1>
      {site.text && <p className="note">{site.text}</p>}
      <Deposit site={site} />
      <fieldset className="card">
        <legend>{say('what')}</legend>
        {site.services.map(({ id, names, minutes }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={services.includes(id)}
              onChange={(event) => choose(id, event.target.checked)}
            />
            <span>{named(names)}</span>
            <small className="muted">{say('minutes', { n: minutes })}</small>
          </label>
        ))}
      </fieldset>
      <section className="card">
        <h2>{say('when')}</h2>
        {services.length === 0 ? (
          <p className="muted">{say('chooseService')}</p>
        ) : (
          <TimePicker
            key={`${services.join()} ${round}`}
            path={`/booking/${site.code}/slots?services=${services.join(',')}`}
            timeZone={site.time_zone}
            value={start}
            onChange={setStart}
          />
        )}
      </section>
      <fieldset className="card">
        <legend>{say('who')}</legend>
        <Field name="name" label={say('name')} wrong={wrong} max={120} autoComplete="name" />
        <Field name="phone" label={say('phone')} wrong={wrong} max={40} type="tel" dir="ltr" autoComplete="tel" />
        <Field
          name="email"
          label={say('email')}
          wrong={wrong}
          max={200}
          type="email"
          dir="ltr"
          autoComplete="email"
          hint={say('contactHint')}
        />
        <Field name="plate" label={say('plate')} wrong={wrong} max={30} dir="ltr" autoComplete="off" />
        <Field name="concern" label={say('words')} wrong={wrong} max={2000} rows={3} />
        <label className="choice">
          <input type="checkbox" name="may_contact" aria-invalid={wrong.includes('may_contact')} />
          <span>{say('consent')}</span>
        </label>
        <input type="text" name="website" className="trap" tabIndex={-1} autoComplete="off" aria-hidden="true" />
      </fieldset>
      {refused && (
        <p className="refusal" role="alert">
          {say(refused)}
        </p>
      )}
      <button type="submit" className="go" disabled={busy}>
        {start ? `${say(busy ? 'sending' : 'send')} · ${clock.whole(start)}` : say('send')}
      </button>
    </form>
  )
}

function reason(refusal: Refusal | null): Key {
  if (refusal?.problem.code === 'slot-taken') return 'taken'
  if (refusal?.status === 429) return 'tooMany'
  return refusal?.status === 422 ? 'invalid' : 'failed'
}

/** When the garage asks for money beforehand: said to everybody alike. */
function Deposit({ site: { deposit, currency } }: { site: BookingSite }) {
  const { language, say } = useTexts()
  if (!deposit) return null
  const amount = moneyOf(language, currency)(deposit.amount)
  const { from_minutes, after_no_shows } = deposit
  return (
    <>
      {from_minutes && <p className="muted">{say('depositLong', { n: from_minutes, amount })}</p>}
      {after_no_shows && <p className="muted">{say('depositNoShows', { n: after_no_shows, amount })}</p>}
    </>
  )
}
