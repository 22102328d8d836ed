import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem, errorText } from '@/api/problem'
import type { Id, Page, Vehicle, WorkOrder } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useDebounced } from '@/ui/useDebounced'
import { changeVehicle } from '../commands'
import { useChangeOrder } from '../queries'

type Found = Pick<Vehicle, 'id' | 'plate' | 'make' | 'model'>

function useVehicles(q: string, owner: Id | null) {
  const query = q ? { q, limit: 8 } : { owner: owner ?? undefined, limit: 8 }
  return useQuery({
    queryKey: ['vehicles', 'list', query],
    queryFn: ({ signal }) => api.get<Page<Found>>('/vehicles', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

/** For which vehicle the order is; what was chosen for the one before may not fit, which is said first. */
export function VehicleDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [typed, setTyped] = useState('')
  const [vehicle, setVehicle] = useState<Id | undefined>()
  const [error, setError] = useState<unknown>(null)
  const found = useVehicles(useDebounced(typed.trim()), order.customer.id).data?.items ?? []
  const doubtful = error !== null && asProblem(error).code === 'may-not-fit'
  const save = () =>
    vehicle && change.mutateAsync(() => changeVehicle(order.id, vehicle, doubtful)).then(onClose, setError)
  return (
    <Modal
      open
      title={t('workshop.shape.vehicle')}
      onCancel={onClose}
      onOk={save}
      okText={t(doubtful ? 'workshop.shape.fits' : 'common.save')}
      okButtonProps={{ disabled: vehicle === undefined, danger: doubtful }}
      cancelText={t('common.close')}
      width={440}
    >
      <div className="stack">
        <Select
          showSearch={{ filterOption: false, onSearch: setTyped }}
          aria-label={t('workshop.vehicle')}
          placeholder={t('workshop.vehicle')}
          value={vehicle}
          onChange={(id) => {
            setVehicle(id)
            setError(null)
          }}
          options={found
            .filter(({ id }) => id !== order.vehicle?.id)
            .map(({ id, plate, make, model }) => ({ value: id, label: `${plate} · ${make} ${model}` }))}
        />
        {doubtful ? (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={errorText(error)}
            description={asProblem(error).detail ?? undefined}
          />
        ) : (
          <ProblemAlert error={error} />
        )}
      </div>
    </Modal>
  )
}
