import { useTranslation } from 'react-i18next'
import type { Day as DayText, DueState } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'

const TONES: Record<DueState, Tone> = { overdue: 'red', soon: 'amber', later: 'grey' }

/** A date on which something is due, in the colour of how near it is. */
export function DueTag({ on, state }: { on: DayText; state: DueState }) {
  const { t } = useTranslation()
  return (
    <Tag tone={TONES[state]}>
      <span className="visually-hidden">{t(`vehicles.dueState.${state}`)} </span>
      <Day day={on} />
    </Tag>
  )
}

const SOON = 30 * 86_400_000

/** How near a day is. */
export function stateOf(on: DayText, now = Date.now()): DueState {
  const today = new Date(now).toISOString().slice(0, 10)
  if (on < today) return 'overdue'
  return Date.parse(on) <= Date.parse(today) + SOON ? 'soon' : 'later'
}
