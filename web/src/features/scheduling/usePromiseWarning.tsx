import { App, Button } from 'antd'
import { errorText } from '@/api/problem'
import type { Appointment } from '@/api/types'
import { Time } from '@/ui/Time'
import { useWords } from './useWords'

type Warning = Appointment['warnings'][number]

/** The promise that the work does not keep as it is planned now. */
export const brokenPromise = (appointment: Appointment): Warning | undefined =>
  appointment.warnings.find(({ code }) => code === 'promise-broken')

/** Says that a move was done and breaks a promise, until it is closed or undone; false when it breaks none. */
export function usePromiseWarning() {
  const { t } = useWords()
  const { notification, message } = App.useApp()
  return (appointment: Appointment, undo: () => Promise<unknown>): boolean => {
    const broken = brokenPromise(appointment)
    const key = `promise-${appointment.id}`
    notification.destroy(key)
    if (!broken?.promised_at) return false
    const back = async () => {
      notification.destroy(key)
      await undo().catch((error: unknown) => message.error(errorText(error)))
    }
    notification.warning({
      key,
      role: 'alert',
      duration: 0,
      title: t('schedule.promiseBrokenTitle'),
      description: (
        <>
          <bdi>{appointment.customer_name}</bdi> · <bdi className="code">{broken.label}</bdi> ·{' '}
          <Time at={broken.promised_at} />
        </>
      ),
      actions: (
        <Button size="small" onClick={back}>
          {t('common.undo')}
        </Button>
      ),
    })
    return true
  }
}
