import { CheckOutlined, LoginOutlined, ProfileOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { errorText } from '@/api/problem'
import type { Appointment } from '@/api/types'
import { openWorkOrder } from '@/features/workshop/commands'
import { keepOrder } from '@/features/workshop/queries'
import { arrive, cancelSeries, confirm, noShow } from './commands'
import { useKeepAppointment } from './queries'
import { serviceNames } from './ScheduleCard'
import { useWords } from './useWords'

export type Opened = 'reschedule' | 'cancel' | 'repeat' | 'deposit' | null

interface Props {
  appointment: Appointment
  onOpen: (what: Opened) => void
}

/** What may be done with an appointment; the next step stands first. */
export function AppointmentActions({ appointment, onOpen }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const keep = useKeepAppointment()
  const openOrder = useOpenOrder()
  const [busy, setBusy] = useState('')
  const may = (action: string) => appointment.actions.includes(action)
  const run = async (name: string, work: () => Promise<unknown>) => {
    setBusy(name)
    await work().catch((error: unknown) => message.error(errorText(error)))
    setBusy('')
  }
  const command = (name: string, send: (it: Appointment) => Promise<Appointment>) => () =>
    run(name, async () => keep(await send(appointment)))
  const endSeries = async () => {
    if (appointment.series_id) await cancelSeries(appointment.series_id)
    for (const key of ['appointments', 'schedule']) client.invalidateQueries({ queryKey: [key] })
    message.success(t('schedule.seriesCancelled'))
  }
  const hasArrived = appointment.state === 'arrived'
  return (
    <div className="row wrap appointment-actions">
      {may('confirm') && (
        <Button
          type="primary"
          icon={<CheckOutlined />}
          loading={busy === 'confirm'}
          onClick={command('confirm', confirm)}
        >
          {t('schedule.action.confirm')}
        </Button>
      )}
      {may('arrive') && (
        <Button
          type={may('confirm') ? 'default' : 'primary'}
          icon={<LoginOutlined className="flip-rtl" />}
          loading={busy === 'arrive'}
          onClick={command('arrive', arrive)}
        >
          {t('schedule.action.arrive')}
        </Button>
      )}
      {may('open_work_order') && (
        <Button
          type={hasArrived ? 'primary' : 'default'}
          icon={<ProfileOutlined />}
          loading={busy === 'order'}
          onClick={() => run('order', () => openOrder(appointment))}
        >
          {t('schedule.action.openWorkOrder')}
        </Button>
      )}
      {may('reschedule') && <Button onClick={() => onOpen('reschedule')}>{t('schedule.action.reschedule')}</Button>}
      {may('receive_deposit') && (
        <Button onClick={() => onOpen('deposit')}>{t('schedule.action.receiveDeposit')}</Button>
      )}
      {may('no_show') && (
        <Button loading={busy === 'no_show'} onClick={command('no_show', noShow)}>
          {t('schedule.action.noShow')}
        </Button>
      )}
      {may('update') && appointment.customer_id && !appointment.series_id && (
        <Button onClick={() => onOpen('repeat')}>{t('schedule.action.repeat')}</Button>
      )}
      {may('cancel') && (
        <Button danger onClick={() => onOpen('cancel')}>
          {t('schedule.action.cancel')}
        </Button>
      )}
      {may('cancel') && appointment.series_id && (
        <Button danger loading={busy === 'series'} onClick={() => run('series', endSeries)}>
          {t('schedule.action.cancelSeries')}
        </Button>
      )}
    </div>
  )
}

/** One press opens the order of a known customer and car; the reception asks for what is missing of others. */
function useOpenOrder() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { language } = useWords()
  return async (appointment: Appointment) => {
    const { id, site_id, customer_id, vehicle_id } = appointment
    const concern = appointment.concern || serviceNames(appointment.services, language)
    if (customer_id && vehicle_id) {
      const order = await openWorkOrder({ site_id, appointment_id: id, concern })
      keepOrder(client, order.id, order)
      for (const key of ['appointments', 'schedule']) client.invalidateQueries({ queryKey: [key] })
      return navigate({ to: `/work-orders/${order.id}` })
    }
    const known = customer_id ? { customer: customer_id } : { q: appointment.plate ?? appointment.customer_name }
    return navigate({ to: '/reception', search: { appointment: id, concern, ...known } })
  }
}
