import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { direction } from '@/app/locale'
import { RecordGate } from '@/ui/RecordGate'
import { StatusTag } from '@/ui/StatusTag'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { AppointmentView } from './AppointmentView'
import { useAppointment } from './queries'

/** An appointment beside the schedule. */
export function AppointmentDrawer({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const query = useAppointment(id)
  const title = query.data ? (
    <span className="row">
      <span className="code">{query.data.number}</span>
      <StatusTag kind="appointment" state={query.data.state} />
    </span>
  ) : (
    t('schedule.appointment')
  )
  return (
    <Drawer
      open
      title={title}
      onClose={onClose}
      size={phone ? '100%' : 520}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
    >
      <RecordGate query={query}>{(appointment) => <AppointmentView key={id} appointment={appointment} />}</RecordGate>
    </Drawer>
  )
}
