import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { WorkOrder } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { ScaledInput } from '@/ui/ScaledInput'
import { complete } from './commands'
import type { ChangeOrder } from './queries'
import { Shortages } from './Shortages'

interface Props {
  order: WorkOrder
  change: ChangeOrder
  onClose: () => void
}

/** The work is done: odometer out; when stock falls short, says so and offers to go on regardless. */
export function CompleteDialog({ order, change, onClose }: Props) {
  const { t } = useTranslation()
  const [odometer, setOdometer] = useState<number | null>(order.odometer_out ?? order.odometer_in)
  const [error, setError] = useState<unknown>(null)
  const short = error !== null && asProblem(error).code === 'stock-insufficient'
  const submit = (allow: boolean) => {
    const body = {
      ...(odometer === null ? {} : { odometer_out: odometer }),
      ...(allow ? { allow_negative_stock: true } : {}),
    }
    change.mutateAsync(() => complete(order.id, body)).then(onClose, setError)
  }
  return (
    <Modal
      open
      title={t('workshop.completeTitle')}
      onCancel={onClose}
      onOk={() => submit(false)}
      okText={t('workshop.action.complete')}
      cancelText={t('common.close')}
      confirmLoading={change.isPending}
      width={460}
    >
      <div className="stack">
        <label className="field">
          {t('workshop.odometerOut')}
          <ScaledInput decimals={0} value={odometer} onChange={setOdometer} onEnter={() => submit(false)} suffix="km" />
        </label>
        {short ? <Alert type="error" showIcon role="alert" title={errorText(error)} /> : <ProblemAlert error={error} />}
        {short && <Shortages problem={asProblem(error)} />}
        {short && (
          <Button danger onClick={() => submit(true)}>
            {t('workshop.completeAnyway')}
          </Button>
        )}
      </div>
    </Modal>
  )
}
