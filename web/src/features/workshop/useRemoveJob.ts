import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job, WorkOrder } from '@/api/types'
import { useUndo } from '@/ui/useUndo'
import { addJob, removeJob, updateJob } from './commands'
import { asInput } from './lines'
import type { Change } from './WorkOrderPage'

/** Removes a job and offers it back. What the customer decided does not come back with it: then that is said. */
export function useRemoveJob(order: WorkOrder, job: Job, change: Change) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const undo = async () => {
    const back = await change(() => addAgain(order.id, job))
    if (back && job.authorisation.at) message.warning(t('workshop.undoneUndecided'))
  }
  return async () => {
    if (await change(() => removeJob(order.id, job.id))) offerUndo(t('workshop.jobRemoved'), undo)
  }
}

async function addAgain(order: string, { title, concern, cause, correction, lines }: Job) {
  const back = await addJob(order, { title, concern, lines: lines.map(asInput) })
  const added = back.jobs.at(-1)
  return added && (cause || correction) ? updateJob(order, added.id, { cause, correction }) : back
}
