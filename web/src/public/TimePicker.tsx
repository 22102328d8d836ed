import { useEffect, useState } from 'react'
import type { OpenTimes } from '@/api/types'
import { get, Refusal } from './api'
import { clockOf, type Key, useTexts } from './texts'

/** Days that are asked for at once. */
const SPAN = 14

interface Props {
  /** Address of the times, with its own query if any. */
  path: string
  timeZone: string
  value: string | null
  onChange: (start: string | null) => void
}

/** The free times, a fortnight at a time: a day, then an hour. */
export function TimePicker({ path, timeZone, value, onChange }: Props) {
  const { language, say } = useTexts()
  const clock = clockOf(language, timeZone)
  const [page, setPage] = useState(0)
  const [starts, setStarts] = useState<string[] | null>(null)
  const [refused, setRefused] = useState<Key | null>(null)
  const [day, setDay] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    setStarts(null)
    const from = addDays(clockOf('en', timeZone).dayOf(new Date().toISOString()), page * SPAN)
    const query = `from=${from}&until=${addDays(from, SPAN - 1)}`
    get<OpenTimes>(`${path}${path.includes('?') ? '&' : '?'}${query}`)
      .then((found) => {
        if (!current) return
        setStarts(found.starts)
        setRefused(null)
      })
      .catch((error: unknown) => current && setRefused(reason(error)))
    return () => {
      current = false
    }
  }, [path, page, timeZone])
  const days = [...new Set((starts ?? []).map(clock.dayOf))]
  const shown = day && days.includes(day) ? day : (days[0] ?? null)
  const first = (of: string) => starts?.find((start) => clock.dayOf(start) === of) ?? ''
  const choose = (next: string) => {
    setDay(next)
    onChange(null)
  }
  const turn = (by: number) => {
    setPage(page + by)
    setDay(null)
    onChange(null)
  }
  return (
    <div className="times" aria-busy={starts === null}>
      {refused && <p className="refusal">{say(refused)}</p>}
      {starts?.length === 0 && <p className="muted">{say('noTimes')}</p>}
      {days.length > 0 && (
        <fieldset className="days">
          <legend>{say('day')}</legend>
          {days.map((one) => (
            <button key={one} type="button" aria-pressed={one === shown} onClick={() => choose(one)}>
              <small>{clock.weekday(first(one))}</small>
              {clock.date(first(one))}
            </button>
          ))}
        </fieldset>
      )}
      {shown && (
        <fieldset className="hours">
          <legend>{say('time')}</legend>
          {(starts ?? [])
            .filter((start) => clock.dayOf(start) === shown)
            .map((start) => (
              <button key={start} type="button" aria-pressed={start === value} onClick={() => onChange(start)}>
                <bdi dir="ltr">{clock.time(start)}</bdi>
              </button>
            ))}
        </fieldset>
      )}
      <div className="pager">
        <button type="button" className="plain" disabled={page === 0} onClick={() => turn(-1)}>
          {say('earlier')}
        </button>
        <button type="button" className="plain" disabled={page > 25} onClick={() => turn(1)}>
          {say('later')}
        </button>
      </div>
    </div>
  )
}

const reason = (error: unknown): Key => (error instanceof Refusal && error.status === 429 ? 'tooMany' : 'failed')

function addDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
