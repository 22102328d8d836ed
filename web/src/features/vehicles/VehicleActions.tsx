import {
  CalendarOutlined,
  EditOutlined,
  InboxOutlined,
  PlusOutlined,
  SwapOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Vehicle } from '@/api/types'
import { useMay } from '@/app/permission'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { archiveVehicle, restoreVehicle } from './commands'
import type { Opened } from './VehiclePage'

export function VehicleActions({ vehicle, onOpen }: { vehicle: Vehicle; onOpen: (what: Opened) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayOpen = useMay('work_order.open')
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const offerUndo = useUndo()
  const restore = async () => keep(await restoreVehicle(vehicle.id))
  const archive = async () => {
    keep(await archiveVehicle(vehicle.id))
    offerUndo(t('vehicles.archived'), restore)
  }
  const mayBook = useMay('appointment.write')
  const may = (action: string) => vehicle.actions.includes(action)
  return (
    <>
      {may('transfer') && (
        <Button icon={<SwapOutlined />} onClick={() => onOpen('transfer')}>
          {t('vehicles.transfer')}
        </Button>
      )}
      {may('update') && (
        <Button icon={<EditOutlined />} onClick={() => onOpen('edit')}>
          {t('common.edit')}
        </Button>
      )}
      {may('archive') && (
        <Button icon={<InboxOutlined />} onClick={archive}>
          {t('vehicles.archive')}
        </Button>
      )}
      {may('restore') && (
        <Button icon={<UndoOutlined />} onClick={restore}>
          {t('vehicles.restore')}
        </Button>
      )}
      {mayBook && (
        <Button
          icon={<CalendarOutlined />}
          onClick={() => navigate({ to: '/schedule', search: { book: '1', vehicle: vehicle.id } })}
        >
          {t('schedule.book')}
        </Button>
      )}
      {mayOpen && (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => navigate({ to: '/reception', search: { vehicle: vehicle.id } })}
        >
          {t('customers.newOrder')}
        </Button>
      )}
    </>
  )
}
