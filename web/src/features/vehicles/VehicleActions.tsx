import { CalendarOutlined, EditOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Vehicle } from '@/api/types'
import { useMay } from '@/app/permission'
import type { Opened } from './VehiclePage'

export function VehicleActions({ vehicle, onOpen }: { vehicle: Vehicle; onOpen: (what: Opened) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayOpen = useMay('work_order.open')
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
