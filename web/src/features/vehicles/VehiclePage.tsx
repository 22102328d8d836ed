import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Vehicle } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { CustomerBanner } from '@/ui/CustomerBanner'
import { Plate } from '@/ui/Plate'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { useRecord } from '@/ui/useRecord'
import { CarePanel } from './CarePanel'
import { FilesPanel } from './FilesPanel'
import { OdometerLog } from './OdometerLog'
import { OwnersPanel } from './OwnersPanel'
import { VehicleActions } from './VehicleActions'
import { VehicleDetails } from './VehicleDetails'
import { OrdersOf, VisitsOf } from './VehicleRecords'

// Opened now and then, or far down: the page does not wait for them.
const DeferredPanel = lazy(async () => ({ default: (await import('@/features/workshop/DeferredPanel')).DeferredPanel }))
const HistoryDialog = lazy(async () => ({ default: (await import('./HistoryDialog')).HistoryDialog }))
const OdometerDialog = lazy(async () => ({ default: (await import('./OdometerDialog')).OdometerDialog }))
const TransferDialog = lazy(async () => ({ default: (await import('./TransferDialog')).TransferDialog }))
const VehicleNumbers = lazy(async () => ({
  default: (await import('@/features/numbers/VehicleNumbers')).VehicleNumbers,
}))
const TyresPanel = lazy(async () => ({ default: (await import('./TyresPanel')).TyresPanel }))
const VehicleInspections = lazy(async () => ({
  default: (await import('@/features/inspections/VehicleInspections')).VehicleInspections,
}))
const VehicleForm = lazy(async () => ({ default: (await import('./VehicleForm')).VehicleForm }))

export type Opened = 'edit' | 'odometer' | 'transfer' | 'history' | null

export function VehiclePage() {
  const { id } = useParams({ from: '/app/vehicles/$id' })
  return (
    <RecordGate query={useRecord<Vehicle>('/vehicles', id)}>
      {(vehicle) => <VehicleView key={id} vehicle={vehicle} />}
    </RecordGate>
  )
}

function VehicleView({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const { plate, make, model, year, owner } = vehicle
  return (
    <>
      <title>{`${plate.text} · ECAR`}</title>
      <header className="page-header">
        <Plate text={plate.text} large />
        <div className="vehicle-name">
          <h1>
            <bdi>{`${make} ${model}`}</bdi> {year && <span className="muted">{year}</span>}
          </h1>
          {owner ? (
            <Link to="/customers/$id" params={{ id: owner.id }}>
              <bdi>{owner.name}</bdi>
            </Link>
          ) : (
            <span className="muted">{t('vehicles.noOwner')}</span>
          )}{' '}
          {vehicle.archived && <Tag tone="grey">{t('vehicles.isArchived')}</Tag>}
        </div>
        <div className="actions">
          <VehicleActions vehicle={vehicle} onOpen={setOpened} />
        </div>
      </header>
      {owner && <CustomerBanner id={owner.id} />}
      <div className="record-columns">
        <div className="stack">
          <CarePanel vehicle={vehicle} />
          <Suspense fallback={null}>
            <DeferredPanel vehicle={vehicle.id} />
          </Suspense>
          <OrdersOf vehicle={vehicle} />
          <VisitsOf vehicle={vehicle} onPrint={() => setOpened('history')} />
          <FilesPanel vehicle={vehicle} />
          <Suspense fallback={null}>
            <VehicleInspections vehicle={vehicle.id} />
          </Suspense>
          <Suspense fallback={null}>
            <TyresPanel vehicle={vehicle} />
            <VehicleNumbers vehicle={vehicle} />
          </Suspense>
          <OdometerLog vehicle={vehicle} />
          <OwnersPanel vehicle={vehicle} />
          <Changes entity="vehicle" id={vehicle.id} />
        </div>
        <VehicleDetails vehicle={vehicle} onOdometer={() => setOpened('odometer')} />
      </div>
      <Suspense fallback={null}>
        {opened === 'edit' && <VehicleForm vehicle={vehicle} onClose={close} />}
        {opened === 'odometer' && <OdometerDialog vehicle={vehicle} onClose={close} />}
        {opened === 'history' && <HistoryDialog vehicle={vehicle} onClose={close} />}
        {opened === 'transfer' && <TransferDialog vehicle={vehicle} onClose={close} />}
      </Suspense>
    </>
  )
}
