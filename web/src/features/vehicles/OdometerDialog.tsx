import { Form, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { RollbackReason, Vehicle } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { recordOdometer } from './commands'
import { Distance } from './Distance'

interface Fields {
  km: number
  reason?: RollbackReason
}

const REASONS: RollbackReason[] = ['typo', 'cluster_replaced', 'unit_mixup']

/** Records a reading; one lower than the last needs a reason. */
export function OdometerDialog({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const [form] = Form.useForm<Fields>()
  const [lower, setLower] = useState(false)
  const refused = (refusal: unknown) => {
    const isLower = isRollback(refusal)
    setLower(isLower)
    return isLower
  }
  return (
    <FormDialog<Fields>
      title={t('vehicles.recordOdometer')}
      form={form}
      onSave={async ({ km, reason }) => keep(await recordOdometer(vehicle.id, km, lower ? reason : undefined))}
      onRefused={refused}
      onClose={onClose}
    >
      <Form.Item
        name="km"
        label={t('vehicles.newReading')}
        rules={[{ required: true, message: t('form.required') }]}
        extra={
          vehicle.odometer_km !== null && (
            <>
              {t('vehicles.lastReading')} <Distance kept={vehicle.odometer_km} unit={vehicle.odometer_unit} />
            </>
          )
        }
      >
        <ScaledInput decimals={0} suffix={vehicle.odometer_unit} onChange={() => setLower(false)} />
      </Form.Item>
      {lower && (
        <Form.Item
          name="reason"
          label={<strong>{t('vehicles.rollback')}</strong>}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <Radio.Group
            vertical
            options={REASONS.map((value) => ({ value, label: t(`vehicles.rollbackReason.${value}`) }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  )
}

function isRollback(refusal: unknown) {
  const { code, errors = [] } = asProblem(refusal)
  return code === 'odometer-rollback' || errors.some((error) => error.code === 'odometer-rollback')
}
