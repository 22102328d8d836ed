import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, Vehicle } from '@/api/types'
import { ReceptionSearch } from '@/features/workshop/ReceptionSearch'
import { asFound } from '@/features/workshop/reception'
import { Plate } from '@/ui/Plate'
import { BookingWarnings } from './BookingWarnings'
import type { useWho, Who } from './useWho'

/** Who comes: found by plate, phone or name, or typed in. */
export function WhoPart({ who, setWho, choose }: ReturnType<typeof useWho>) {
  const { t } = useTranslation()
  if (!who) {
    return (
      <div className="who-search">
        <ReceptionSearch onChoose={choose} />
      </div>
    )
  }
  const again = (
    <Button
      type="text"
      icon={<CloseOutlined />}
      aria-label={t('reception.change')}
      title={t('reception.change')}
      onClick={() => setWho(null)}
    />
  )
  return who.customer ? <Known who={who} setWho={setWho} again={again} /> : <Typed who={who} again={again} />
}

function Known({ who, setWho, again }: { who: Who; setWho: (who: Who) => void; again: React.ReactNode }) {
  return (
    <div className="who">
      <div className="row">
        <span className="row wrap grow">
          <strong>
            <bdi>{who.customer?.name}</bdi>
          </strong>
          {who.vehicle && (
            <>
              <Plate text={who.vehicle.plate} /> <bdi>{who.vehicle.label}</bdi>
            </>
          )}
        </span>
        {again}
      </div>
      {who.customer && !who.vehicle && (
        <OwnVehicles customer={who.customer.id} onVehicle={(vehicle) => setWho({ ...who, vehicle })} />
      )}
      <BookingWarnings customer={who.customer?.id} vehicle={who.vehicle?.id} />
    </div>
  )
}

function OwnVehicles({ customer, onVehicle }: { customer: Id; onVehicle: (vehicle: Who['vehicle']) => void }) {
  const { t } = useTranslation()
  const list = useQuery({
    queryKey: ['vehicles', 'list', { owner: customer }],
    queryFn: ({ signal }) => api.get<Page<Vehicle>>('/vehicles', { query: { owner: customer }, signal }),
  })
  const vehicles = list.data?.items ?? []
  if (vehicles.length === 0) return null
  return (
    <fieldset className="slots-choices">
      <legend>{t('reception.ownVehicles')}</legend>
      {vehicles.map((vehicle) => (
        <button key={vehicle.id} type="button" className="known-vehicle" onClick={() => onVehicle(asFound(vehicle))}>
          <Plate text={vehicle.plate.text} /> <bdi>{`${vehicle.make} ${vehicle.model}`}</bdi>
        </button>
      ))}
    </fieldset>
  )
}

function Typed({ who, again }: { who: Who; again: React.ReactNode }) {
  const { t } = useTranslation()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const field = (name: 'name' | 'phone' | 'plate') => ({
    name: ['contact', name],
    label: t(`reception.${name}`),
    initialValue: who.typed?.[name],
  })
  return (
    <div className="who">
      <div className="row">
        <h3 className="panel-title grow">{t('reception.newCustomer')}</h3>
        {again}
      </div>
      <Form.Item {...field('name')} rules={required}>
        <Input autoComplete="off" dir="auto" autoFocus={!who.typed?.name} />
      </Form.Item>
      <div className="form-row">
        <Form.Item {...field('phone')}>
          <Input autoComplete="off" dir="ltr" inputMode="tel" autoFocus={Boolean(who.typed?.name)} />
        </Form.Item>
        <Form.Item {...field('plate')}>
          <Input autoComplete="off" dir="ltr" placeholder="215 TU 4821" />
        </Form.Item>
      </div>
    </div>
  )
}
