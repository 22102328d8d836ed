import { CheckOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment, Id } from '@/api/types'
import { direction } from '@/app/locale'
import { Facts } from '@/ui/Facts'
import { Plate } from '@/ui/Plate'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RecordGate } from '@/ui/RecordGate'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { Words } from '@/ui/Words'
import { MatchCustomer } from './MatchCustomer'
import { MatchVehicle, type NewVehicle } from './MatchVehicle'
import { createCustomerOf, createVehicleOf } from './match'
import { useAppointment, useMatch } from './queries'

/** Chosen from what is there, or to be made. */
export const NEW = 'new'

/** Says whose a booking is, and confirms it. */
export function MatchPanel({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const query = useAppointment(id)
  return (
    <Drawer
      open
      title={query.data ? `${t('booking.match')} · ${query.data.number}` : t('booking.match')}
      onClose={onClose}
      size={phone ? '100%' : 560}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
    >
      <RecordGate query={query}>{(booking) => <Match booking={booking} onDone={onClose} />}</RecordGate>
    </Drawer>
  )
}

function Match({ booking, onDone }: { booking: Appointment; onDone: () => void }) {
  const { t } = useTranslation()
  const match = useMatch()
  const [customer, setCustomer] = useState<Id | null>(booking.customer_id ?? null)
  const [vehicle, setVehicle] = useState<Id | null>(booking.vehicle_id ?? null)
  const [made, setMade] = useState<NewVehicle>({ make: '', model: '' })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isWhole = customer && vehicle && (vehicle !== NEW || (made.make.trim() && made.model.trim()))
  const choose = (id: Id) => {
    setCustomer(id)
    setVehicle(null)
  }
  const save = async () => {
    if (!customer || !vehicle) return
    setBusy(true)
    setError(null)
    try {
      const owner = customer === NEW ? (await createCustomerOf(booking)).id : customer
      // A try that fails after this goes on with the one that was made.
      setCustomer(owner)
      const car = vehicle === NEW ? (await createVehicleOf(booking, owner, made)).id : vehicle
      setVehicle(car)
      await match(booking, owner, car)
      onDone()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <div className="stack">
      <Typed booking={booking} />
      <MatchCustomer booking={booking} value={customer} onChange={choose} />
      {customer && (
        <MatchVehicle
          booking={booking}
          customer={customer}
          value={vehicle}
          onChange={setVehicle}
          made={made}
          onMade={setMade}
        />
      )}
      <ProblemAlert error={error} />
      <Button type="primary" size="large" icon={<CheckOutlined />} loading={busy} disabled={!isWhole} onClick={save}>
        {t('booking.confirm')}
      </Button>
    </div>
  )
}

/** What was typed, by whom it may be. */
function Typed({ booking }: { booking: Appointment }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { start, services, customer_name, phone, email, plate, concern } = booking
  return (
    <Facts
      facts={[
        { label: t('booking.start'), value: <Time at={start} /> },
        { label: t('booking.services'), value: services.map(({ names }) => names[language]).join(', ') },
        { label: t('booking.who'), value: <Words text={customer_name} /> },
        { label: t('customers.phone'), value: phone && <bdi dir="ltr">{phone}</bdi> },
        { label: t('customers.email'), value: email && <bdi dir="ltr">{email}</bdi> },
        { label: t('vehicles.plate'), value: plate && <Plate text={plate} /> },
        { label: t('booking.words'), value: concern && <Words text={concern} /> },
      ]}
    />
  )
}
