import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job, WorkOrder } from '@/api/types'
import { restoreLine } from './commands'
import type { Change } from './WorkOrderPage'

/** Fees that somebody took off the job: they stay off until they are asked for again. */
export function FeesOff({ order, job, change }: { order: WorkOrder; job: Job; change: Change }) {
  const { t } = useTranslation()
  const fees = job.fees_off ?? []
  if (fees.length === 0 || !job.actions.includes('add_line')) return null
  return (
    <div className="job-note">
      {fees.map((fee) => (
        <div key={fee.line_id}>
          {t('workshop.feeOff', { name: fee.name })}
          <Button type="link" onClick={() => change(() => restoreLine(order.id, fee.line_id))}>
            {t('workshop.askForFee')}
          </Button>
        </div>
      ))}
    </div>
  )
}
