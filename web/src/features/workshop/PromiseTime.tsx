import { useTranslation } from 'react-i18next'
import type { Instant, WorkOrderState } from '@/api/types'
import { Time, useNow } from '@/ui/Time'
import { promiseLight } from './moves'

/** When the car was promised, with its light. */
export function PromiseTime({ at, state }: { at: Instant | null; state: WorkOrderState }) {
  const { t } = useTranslation()
  const light = promiseLight(at, state, useNow())
  if (!at) return <span className="muted">{t('workshop.noPromise')}</span>
  return (
    <span className="promise">
      {light && <i className={`light ${light}`} role="img" aria-label={t(`workshop.light.${light}`)} />}
      <Time at={at} soon />
    </span>
  )
}
