import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Tyre, TyreInput, Vehicle, VehicleTyres } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'

type Position = Tyre['position']
const POSITIONS: Position[] = ['front_left', 'front_right', 'rear_left', 'rear_right']
const SEASONS: Tyre['season'][] = ['summer', 'winter', 'all']

interface Props {
  vehicle: Vehicle
  onSaved: (tyres: VehicleTyres) => void
  onClose: () => void
}

type Row = Omit<TyreInput, 'position'>
type Fields = Partial<Record<Position, Row>>

/** What is found at each wheel; what was found last stands there already. */
export function TyresDialog({ vehicle, present, onSaved, onClose }: Props & { present: Tyre[] }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const more = present.map(({ position }) => position).filter((position) => !POSITIONS.includes(position))
  const places = [...POSITIONS, ...more]
  const initial = Object.fromEntries(
    places.map((place) => {
      const { size, dot, tread, season } = present.find(({ position }) => position === place) ?? {}
      return [place, { size, dot, tread, season: season ?? 'summer' }]
    }),
  ) as Fields
  const save = async (fields: Fields) => {
    const tyres = places.flatMap((position) => {
      const row = fields[position]
      return row?.size?.trim() ? [{ ...row, position, dot: row.dot || null }] : []
    })
    if (tyres.length > 0) onSaved(await api.post<VehicleTyres>(`/vehicles/${vehicle.id}/tyres`, { tyres }))
  }
  return (
    <FormDialog<Fields>
      title={t('vehicles.tyres.record')}
      form={form}
      initial={initial}
      onSave={save}
      onClose={onClose}
    >
      {places.map((place) => (
        <fieldset key={place} className="tyre">
          <legend>{t(`vehicles.tyres.position.${place}`)}</legend>
          <div className="tyre-fields">
            <Form.Item name={[place, 'size']} label={t('vehicles.tyres.size')}>
              <Input dir="ltr" autoComplete="off" maxLength={30} placeholder="205/55 R16" />
            </Form.Item>
            <Form.Item name={[place, 'tread']} label={t('vehicles.tyres.tread')}>
              <ScaledInput decimals={1} suffix="mm" max={300} min={0} />
            </Form.Item>
            <Form.Item
              name={[place, 'dot']}
              label="DOT"
              rules={[{ pattern: /^(0[1-9]|[1-4]\d|5[0-3])\d{2}$/, message: t('vehicles.tyres.dotHint') }]}
            >
              <Input dir="ltr" autoComplete="off" maxLength={4} placeholder="2219" />
            </Form.Item>
            <Form.Item name={[place, 'season']} label={t('vehicles.tyres.seasonLabel')}>
              <Select options={SEASONS.map((value) => ({ value, label: t(`vehicles.tyres.season.${value}`) }))} />
            </Form.Item>
          </div>
        </fieldset>
      ))}
    </FormDialog>
  )
}

interface Stored {
  location: string
  description?: string
}

/** A set that stays at the garage. */
export function StoreTyresDialog({ vehicle, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Stored>()
  const save = async ({ location, description }: Stored) =>
    onSaved(
      await api.post<VehicleTyres>(`/vehicles/${vehicle.id}/stored-tyres`, {
        location,
        description: description ?? '',
      }),
    )
  return (
    <FormDialog<Stored> title={t('vehicles.tyres.store')} form={form} onSave={save} onClose={onClose}>
      <Form.Item
        name="location"
        label={t('vehicles.tyres.location')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input dir="ltr" autoComplete="off" maxLength={30} placeholder="B3-12" />
      </Form.Item>
      <Form.Item name="description" label={t('vehicles.tyres.description')}>
        <Input dir="auto" autoComplete="off" maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
