import { WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Day as DayText, Instant, WorkOrderState } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { Day, Time, useNow } from '@/ui/Time'
import { partsTooLate, promiseLight } from './moves'

interface Props {
  at: Instant | null
  state: WorkOrderState
  /** When the last part that is not here is expected. */
  parts?: DayText | null
}

/** When the car was promised, with its light, and what puts the promise at risk. */
export function PromiseTime({ at, state, parts }: Props) {
  const { t } = useTranslation()
  const isAtRisk = partsTooLate(at, parts, useTimeZone())
  const light = promiseLight(at, state, useNow(), isAtRisk)
  if (!at) return <span className="muted">{t('workshop.noPromise')}</span>
  return (
    <span className="promise">
      {light && <i className={`light ${light}`} role="img" aria-label={t(`workshop.light.${light}`)} />}
      <Time at={at} soon />
      {light && isAtRisk && parts && <PartsTooLate day={parts} />}
    </span>
  )
}

export function PartsTooLate({ day }: { day: DayText }) {
  const { t } = useTranslation()
  return (
    <small className="promise-risk">
      <WarningOutlined /> {t('workshop.partsTooLate')} <Day day={day} />
    </small>
  )
}
