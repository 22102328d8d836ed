import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTimeZone } from '@/app/site'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { StatusTag } from '@/ui/StatusTag'
import { AppointmentView } from './AppointmentView'
import { dayOf } from './days'
import { useAppointment } from './queries'

/** An appointment by itself: where links and the search lead. */
export function AppointmentPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/app/appointments/$id' })
  const navigate = useNavigate()
  const zone = useTimeZone()
  return (
    <RecordGate query={useAppointment(id)}>
      {(appointment) => (
        <div className="appointment-page">
          <PageHeader
            title={appointment.number}
            beside={<StatusTag kind="appointment" state={appointment.state} />}
            actions={
              <Button
                onClick={() =>
                  navigate({ to: '/schedule', search: { date: dayOf(appointment.start, zone), appointment: id } })
                }
              >
                {t('schedule.onSchedule')}
              </Button>
            }
          />
          <section className="panel panel-body">
            <AppointmentView key={id} appointment={appointment} />
          </section>
        </div>
      )}
    </RecordGate>
  )
}
