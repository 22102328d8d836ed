import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Appointment, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { Plate } from '@/ui/Plate'
import { NEW } from './MatchPanel'
import { useSuggestions, useVehiclesOf } from './queries'

export interface NewVehicle {
  make: string
  model: string
}

interface Props {
  booking: Appointment
  customer: Id
  value: Id | null
  onChange: (vehicle: Id) => void
  made: NewVehicle
  onMade: (vehicle: NewVehicle) => void
}

/** The vehicle with the plate, one of the customer's, or a new one. */
export function MatchVehicle({ booking, customer, value, onChange, made, onMade }: Props) {
  const { t } = useTranslation()
  const mayWrite = useMay('vehicle.write')
  const ofPlate = useSuggestions(booking).data?.vehicles ?? []
  const own = useVehiclesOf(customer === NEW ? null : customer).data ?? []
  const vehicles = [...ofPlate, ...own.filter(({ id }) => ofPlate.every((one) => one.id !== id))]
  return (
    <section className="panel panel-body stack">
      <h3>{t('booking.vehicle')}</h3>
      <Radio.Group
        className="stack"
        aria-label={t('booking.vehicle')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {vehicles.map(({ id, plate, make, model, owner }) => (
          <Radio key={id} value={id}>
            {plate && <Plate text={plate.text} />} <bdi>{`${make} ${model}`}</bdi>{' '}
            {owner && owner.id !== customer && <bdi className="muted">{owner.name}</bdi>}
          </Radio>
        ))}
        {mayWrite && <Radio value={NEW}>{t('booking.newVehicle', { plate: booking.plate ?? '' })}</Radio>}
      </Radio.Group>
      {value === NEW && (
        <div className="form-row">
          <Form.Item label={t('vehicles.make')} htmlFor="match-make" layout="vertical">
            <Input
              id="match-make"
              value={made.make}
              onChange={(event) => onMade({ ...made, make: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('vehicles.model')} htmlFor="match-model" layout="vertical">
            <Input
              id="match-model"
              value={made.model}
              onChange={(event) => onMade({ ...made, model: event.target.value })}
            />
          </Form.Item>
        </div>
      )}
    </section>
  )
}
