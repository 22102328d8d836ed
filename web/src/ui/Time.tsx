import { Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import type { Day as DayText, Instant } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { formatAge, formatDay, formatInstant, formatSoon } from './time'
import { useLanguage } from './useLanguage'

/** Date and time on the site's clock. */
export function Time({ at, soon = false }: { at: Instant; soon?: boolean }) {
  const language = useLanguage()
  const zone = useTimeZone()
  return (
    <time dateTime={at} className="num">
      {soon ? formatSoon(at, language, zone) : formatInstant(at, language, zone)}
    </time>
  )
}

export function Day({ day }: { day: DayText }) {
  const language = useLanguage()
  return <time dateTime={day}>{formatDay(day, language)}</time>
}

/** "il y a 2 h", kept current; the exact time on hover. */
export function Age({ at }: { at: Instant }) {
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow()
  return (
    <Tooltip title={formatInstant(at, language, zone)}>
      <time dateTime={at}>{formatAge(at, language, now)}</time>
    </Tooltip>
  )
}

/** The time, renewed every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
