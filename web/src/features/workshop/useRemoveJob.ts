import { useTranslation } from 'react-i18next'
import type { Job, WorkOrder } from '@/api/types'
import { useUndo } from '@/ui/useUndo'
import { removeJob, restoreJob } from './commands'
import type { Change } from './WorkOrderPage'

/** Removes a job and offers it back as it was, with what the customer decided. */
export function useRemoveJob(order: WorkOrder, job: Job, change: Change) {
  const { t } = useTranslation()
  const offerUndo = useUndo()
  return async () => {
    if (!(await change(() => removeJob(order.id, job.id)))) return
    offerUndo(t('workshop.jobRemoved'), () => change(() => restoreJob(order.id, job.id)))
  }
}
