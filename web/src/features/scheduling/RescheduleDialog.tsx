import { Modal } from 'antd'
import { useState } from 'react'
import type { Appointment } from '@/api/types'
import { useMay } from '@/app/permission'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { fromWall, toWall } from '@/ui/time'
import { ClashAlert } from './ClashAlert'
import { clashesOf } from './clash'
import { reschedule } from './commands'
import { dayOf, today } from './days'
import { useKeepAppointment } from './queries'
import { SlotPicker } from './SlotPicker'
import { usePromiseWarning } from './usePromiseWarning'
import { useWords } from './useWords'

interface Props {
  appointment: Appointment
  onClose: () => void
}

/** Another time: one of those that fit, or any that is typed. */
export function RescheduleDialog({ appointment, onClose }: Props) {
  const { t, zone } = useWords()
  const keep = useKeepAppointment()
  const warn = usePromiseWarning()
  const mayOverbook = useMay('schedule.overbook')
  const isPast = Date.parse(appointment.start) < Date.now()
  const first = isPast ? today(zone) : toWall(appointment.start, zone)
  const [wall, setWall] = useState(first)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const save = async (overbook = false) => {
    setBusy(true)
    setError(null)
    try {
      const moved = await reschedule(appointment.id, { start: fromWall(wall, zone), overbook }, appointment.version)
      keep(moved)
      warn(moved, async () => keep(await takeBack(appointment, moved)))
      onClose()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('schedule.action.reschedule')}
      width={560}
      okText={t('schedule.action.reschedule')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !wall.includes('T'), loading: busy }}
      onOk={() => save()}
      onCancel={onClose}
    >
      <div className="stack">
        <SlotPicker
          site={appointment.site_id}
          services={appointment.services.map(({ id }) => id)}
          minutes={appointment.minutes}
          prefer={appointment.allocations.map(({ resource_id }) => resource_id)}
          waiter={appointment.is_waiter}
          without={appointment.id}
          value={wall || dayOf(appointment.start, zone)}
          onChange={setWall}
        />
        <ClashAlert error={error} mayOverbook={mayOverbook} onOverbook={() => save(true)} />
        {clashesOf(error).length === 0 && <ProblemAlert error={error} />}
      </div>
    </Modal>
  )
}

/** To when and where it was. */
const takeBack = ({ id, start, allocations }: Appointment, now: Appointment) =>
  reschedule(id, { start, resource_ids: allocations.map(({ resource_id }) => resource_id) }, now.version)
