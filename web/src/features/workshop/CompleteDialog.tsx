import { Alert, Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { Id } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Kilometres } from '@/ui/Quantity'
import { ScaledInput } from '@/ui/ScaledInput'
import { complete } from './commands'
import { GateFaults } from './floor/GateFaults'
import { faultsOf } from './floor/gate'
import { NextService } from './floor/NextService'
import { useChangeOrder } from './queries'
import { Shortages } from './Shortages'
import './floor/floor.css'

interface Props {
  order: { id: Id; vehicle: { id: Id } | null; odometer_in?: number | null; odometer_out?: number | null }
  onClose: () => void
  onDone?: () => void
}

/** The work is done: odometer out, what stands in the way, and what the vehicle comes back for. */
export function CompleteDialog({ order, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [odometer, setOdometer] = useState<number | null>(order.odometer_out ?? null)
  const [unreadable, setUnreadable] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const code = error === null ? null : asProblem(error).code
  const gate = code === 'gate-closed' || code === 'gate-warns'
  const short = code === 'stock-insufficient'
  const submit = (allow: boolean) => {
    const body = {
      ...(odometer === null ? {} : { odometer_out: odometer }),
      ...(unreadable && odometer === null ? { odometer_unreadable: true } : {}),
      ...(allow ? { allow_negative_stock: true } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    }
    change
      .mutateAsync(() => complete(order.id, body))
      .then(() => {
        onDone?.()
        onClose()
      }, setError)
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
          <ScaledInput
            decimals={0}
            value={odometer}
            onChange={setOdometer}
            onEnter={() => submit(false)}
            suffix="km"
            autoFocus
          />
          {typeof order.odometer_in === 'number' && (
            <span className="muted">
              {t('workshop.cameWith')} <Kilometres value={order.odometer_in} />
            </span>
          )}
        </label>
        {odometer === null && (
          <Checkbox checked={unreadable} onChange={(event) => setUnreadable(event.target.checked)}>
            {t('workshop.odometerUnreadable')}
          </Checkbox>
        )}
        {order.vehicle && <NextService vehicle={order.vehicle.id} />}
        {gate || short ? (
          <Alert type={code === 'gate-warns' ? 'warning' : 'error'} showIcon role="alert" title={errorText(error)} />
        ) : (
          <ProblemAlert error={error} />
        )}
        {gate && <GateFaults faults={faultsOf(asProblem(error))} />}
        {(code === 'gate-warns' || reason !== '' || unreadable) && (
          <label className="field">
            {t('workshop.gate.reason')}
            <Input.TextArea
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
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
