import { Form, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CareItem, CareItemInput, Vehicle } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'
import { titleOf, useSetCare } from './care'
import { keptOf, shownOf } from './distance'

interface Fields {
  distance: number | null
  months: number | null
  done_on?: string | null
  done_at: number | null
  is_off: boolean
}

/** When an item of the plan was last done, and how often this vehicle needs it. */
export function CareDialog({ vehicle, item, onClose }: { vehicle: Vehicle; item: CareItem; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const unit = vehicle.odometer_unit
  const set = useSetCare(vehicle.id)
  const [form] = Form.useForm<Fields>()
  const shown = (kept: number | null) => (kept === null ? null : shownOf(kept, unit))
  const save = ({ distance, months, done_on, done_at, is_off }: Fields) => {
    const kept = distance === null ? null : keptOf(distance, unit)
    const body: CareItemInput = {
      // An interval as the plan has it stays the plan's.
      km: unit === 'h' || kept === item.distance ? null : kept,
      hours: unit !== 'h' || kept === item.distance ? null : kept,
      months: months === item.months && !item.is_own ? null : months,
      done_on: done_on || null,
      done_at: done_at === null ? null : keptOf(done_at, unit),
      is_off,
    }
    if (item.is_own && unit !== 'h') body.km = kept
    if (item.is_own && unit === 'h') body.hours = kept
    return set(item.key, body)
  }
  const initial: Fields = {
    distance: shown(item.distance),
    months: item.months,
    done_on: item.is_assumed ? null : item.done_on,
    done_at: item.is_assumed ? null : shown(item.done_at),
    is_off: item.is_off,
  }
  return (
    <FormDialog<Fields> title={titleOf(item, language)} form={form} initial={initial} onSave={save} onClose={onClose}>
      <div className="form-row">
        <Form.Item name="done_on" label={t('vehicles.care.doneOn')}>
          <Input type="date" max={new Date().toISOString().slice(0, 10)} />
        </Form.Item>
        <Form.Item name="done_at" label={t('vehicles.care.doneAt')}>
          <ScaledInput decimals={0} suffix={unit} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="distance" label={t('vehicles.care.every')}>
          <ScaledInput decimals={0} suffix={unit} />
        </Form.Item>
        <Form.Item name="months" label={t('vehicles.care.orMonths')}>
          <ScaledInput decimals={0} />
        </Form.Item>
      </div>
      <Form.Item name="is_off" label={t('vehicles.care.notNeeded')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
