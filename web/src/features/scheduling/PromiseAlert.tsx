import { Alert } from 'antd'
import type { Appointment } from '@/api/types'
import { Time } from '@/ui/Time'
import { brokenPromise } from './usePromiseWarning'
import { useWords } from './useWords'

/** The work ends after what its customer was told. */
export function PromiseAlert({ appointment }: { appointment: Appointment }) {
  const { t } = useWords()
  const broken = brokenPromise(appointment)
  if (!broken?.promised_at) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('schedule.promiseBrokenTitle')}
      description={
        <>
          {t('schedule.promisedFor')} <Time at={broken.promised_at} /> · <bdi className="code">{broken.label}</bdi>
        </>
      }
    />
  )
}
