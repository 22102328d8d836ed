import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fuel, Id, OdometerUnit, Vehicle, VehicleInput, VehicleUsage } from '@/api/types'
import { useSite } from '@/app/site'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDrawer } from '@/ui/FormDrawer'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { CustomFieldInputs, customOf } from './CustomFieldInputs'
import { createVehicle, updateVehicle } from './commands'
import { useCustomFields } from './customFields'
import { VinHint } from './VinHint'
import './vehicles.css'

const FUELS: Fuel[] = ['petrol', 'diesel', 'lpg', 'hybrid', 'electric', 'other']
const USAGES: VehicleUsage[] = ['private', 'utility', 'hire']
const UNITS: OdometerUnit[] = ['km', 'mi', 'h']
const DATES = ['inspection_on', 'insurance_on', 'road_tax_on'] as const

interface Props {
  vehicle?: Vehicle
  /** Whose it will be; without it the form asks. */
  owner?: { id: Id; name: string }
  onSaved?: (vehicle: Vehicle) => void
  onClose: () => void
}

/** A vehicle's details, in a drawer. */
export function VehicleForm({ vehicle, owner, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const country = useSite()?.country
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const [form] = Form.useForm<VehicleInput>()
  const fields = useCustomFields().data?.fields ?? []
  const typedVin = Form.useWatch('vin', form)
  const unit = Form.useWatch('odometer_unit', form) ?? 'km'
  const save = async (values: VehicleInput) => {
    const body = { ...emptyToNull(values), custom: customOf(values.custom, fields) }
    const saved = vehicle
      ? await updateVehicle(vehicle.id, vehicle.version, body)
      : await createVehicle({ ...body, country, owner_id: owner?.id ?? body.owner_id })
    onSaved?.(keep(saved))
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDrawer
      title={vehicle ? t('vehicles.edit') : t('vehicles.new')}
      form={form}
      initial={vehicle ? inputOf(vehicle) : { odometer_unit: 'km', usage: 'private' }}
      onSave={save}
      onClose={onClose}
    >
      {owner && (
        <p className="note form-note">
          {t('vehicles.owner')} · <strong>{<bdi>{owner.name}</bdi>}</strong>
        </p>
      )}
      {!owner && !vehicle && (
        <Form.Item
          name="owner_id"
          label={t('vehicles.owner')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <CustomerPicker autoFocus />
        </Form.Item>
      )}
      <div className="form-row">
        <Form.Item name="plate" label={t('vehicles.plate')} rules={required}>
          <Input dir="ltr" autoFocus={Boolean(owner)} autoComplete="off" placeholder="215 TU 4821" />
        </Form.Item>
        <Form.Item name="year" label={t('vehicles.year')}>
          <ScaledInput decimals={0} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="make" label={t('vehicles.make')} rules={required}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="model" label={t('vehicles.model')} rules={required}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="fuel" label={t('vehicles.fuelLabel')}>
          <Select allowClear options={FUELS.map((value) => ({ value, label: t(`vehicles.fuel.${value}`) }))} />
        </Form.Item>
        <Form.Item name="colour" label={t('vehicles.colour')}>
          <Input dir="auto" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name="vin"
        label={t('vehicles.vin')}
        extra={<VinHint typed={typedVin ?? undefined} vehicle={vehicle?.id} onTake={form.setFieldsValue} />}
      >
        <Input dir="ltr" autoComplete="off" maxLength={20} />
      </Form.Item>
      <div className="form-row">
        {!vehicle && (
          <Form.Item name="odometer_shown" label={t('vehicles.odometer')}>
            <ScaledInput decimals={0} suffix={unit} />
          </Form.Item>
        )}
        <Form.Item name="odometer_unit" label={t('vehicles.unitLabel')}>
          <Select options={UNITS.map((value) => ({ value, label: t(`vehicles.unit.${value}`) }))} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="usage" label={t('vehicles.usageLabel')}>
          <Select options={USAGES.map((value) => ({ value, label: t(`vehicles.usage.${value}`) }))} />
        </Form.Item>
        <Form.Item name="first_registered_on" label={t('vehicles.firstRegistered')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <div className="form-row">
        {DATES.map((name) => (
          <Form.Item key={name} name={name} label={t(`vehicles.legal.${name}`)}>
            <Input type="date" />
          </Form.Item>
        ))}
      </div>
      <div className="form-row">
        <Form.Item name="engine_code" label={t('vehicles.engineCode')}>
          <Input dir="ltr" autoComplete="off" maxLength={30} />
        </Form.Item>
        <Form.Item name="key_tag" label={t('vehicles.keyTag')}>
          <Input dir="auto" autoComplete="off" maxLength={30} />
        </Form.Item>
        <Form.Item name="unit_number" label={t('vehicles.unitNumber')}>
          <Input dir="auto" autoComplete="off" maxLength={30} />
        </Form.Item>
      </div>
      <CustomFieldInputs />
      <Form.Item name="notes" label={t('vehicles.notes')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  )
}

function inputOf(vehicle: Vehicle): Partial<VehicleInput> {
  const { plate, make, model, year, fuel, colour, vin, notes, odometer_unit, usage, first_registered_on } = vehicle
  const { inspection_on, insurance_on, road_tax_on, engine_code, key_tag, unit_number, custom } = vehicle
  const known = { make, model, year, fuel, colour, vin, notes, odometer_unit, usage, first_registered_on }
  return {
    plate: plate.text,
    ...known,
    inspection_on,
    insurance_on,
    road_tax_on,
    engine_code,
    key_tag,
    unit_number,
    custom,
  }
}
