import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import type { Appointment, Instant, SeriesMade } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Time } from '@/ui/Time'
import { fromWall, toWall } from '@/ui/time'
import { repeat } from './commands'
import { plusDays } from './days'
import { useWords } from './useWords'

interface Props {
  appointment: Appointment
  onClose: () => void
}

interface Fields {
  unit: 'weeks' | 'months'
  every: number
  times: number
}

/** The same again, every so many weeks or months; what could not be had is named. */
export function RepeatDialog({ appointment, onClose }: Props) {
  const { t, zone } = useWords()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [made, setMade] = useState<SeriesMade | null>(null)
  const save = async ({ unit, every, times }: Fields) => {
    if (made) return onClose()
    const { site_id, vehicle_id, services, concern } = appointment
    const customer_id = appointment.customer_id as string
    const service_ids = services.map(({ id }) => id)
    const start = next(appointment.start, unit, every, zone)
    const answer = await repeat({ site_id, customer_id, vehicle_id, service_ids, concern, start, unit, every, times })
    for (const key of ['appointments', 'schedule']) client.invalidateQueries({ queryKey: [key] })
    setMade(answer)
    throw new Done()
  }
  return (
    <FormDialog<Fields>
      title={t('schedule.action.repeat')}
      ok={made ? t('common.close') : t('schedule.repeatIt')}
      form={form}
      initial={{ unit: 'weeks', every: 1, times: 4 }}
      onSave={save}
      onRefused={(refusal) => refusal instanceof Done}
      onClose={onClose}
    >
      {made ? (
        <Made made={made} />
      ) : (
        <>
          <Form.Item name="unit" label={t('schedule.repeatEvery')}>
            <Segmented
              block
              options={(['weeks', 'months'] as const).map((value) => ({ value, label: t(`schedule.unit.${value}`) }))}
            />
          </Form.Item>
          <div className="form-row">
            <Form.Item name="every" label={t('schedule.every')}>
              <InputNumber min={1} max={12} />
            </Form.Item>
            <Form.Item name="times" label={t('schedule.times')}>
              <InputNumber min={2} max={53} />
            </Form.Item>
          </div>
        </>
      )}
    </FormDialog>
  )
}

/** The dialog stays open to tell what was booked. */
class Done extends Error {}

/** The appointment itself is there already: the series begins with the one after it. */
function next(start: Instant, unit: Fields['unit'], every: number, zone: string): Instant {
  const [day = '', time = ''] = toWall(start, zone).split('T')
  if (unit === 'weeks') return fromWall(`${plusDays(day, 7 * every)}T${time}`, zone)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + every, 0)).getUTCDate()
  const ahead = new Date(Date.UTC(year, month - 1 + every, Math.min(date, last)))
  return fromWall(`${ahead.toISOString().slice(0, 10)}T${time}`, zone)
}

function Made({ made: { booked, left_out } }: { made: SeriesMade }) {
  const { t } = useWords()
  return (
    <div className="stack" role="status">
      <Alert type="success" showIcon title={t('schedule.seriesBooked', { count: booked.length })} />
      {left_out.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('schedule.leftOut')}
          description={left_out.map(({ start }) => (
            <div key={start}>
              <Time at={start} />
            </div>
          ))}
        />
      )}
    </div>
  )
}
