import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Clocking } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { fromWall, toWall } from '@/ui/time'
import { correctClocking, useKeepClocking } from './queries'

interface Fields {
  started_at: string
  ended_at?: string
  reason: string
}

/** What really was; the original stays beside it. */
export function CorrectDialog({ clocking, onClose }: { clocking: Clocking; onClose: () => void }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const keep = useKeepClocking()
  const [form] = Form.useForm<Fields>()
  const save = ({ started_at, ended_at = '', reason }: Fields) =>
    keep(
      correctClocking(clocking.id, {
        started_at: fromWall(started_at, zone),
        ended_at: fromWall(ended_at, zone),
        reason,
      }),
    )
  return (
    <FormDialog<Fields>
      title={`${t('time.correct')} · ${clocking.user.name}`}
      form={form}
      initial={{
        started_at: toWall(clocking.started_at, zone),
        ended_at: clocking.ended_at ? toWall(clocking.ended_at, zone) : undefined,
      }}
      onSave={save}
      onClose={onClose}
    >
      <SpanFields />
    </FormDialog>
  )
}

/** From when until when, and why it is written afterwards. */
export function SpanFields() {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <>
      <div className="time-span">
        <Form.Item name="started_at" label={t('time.from')} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="ended_at" label={t('time.until')} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('time.reason')} rules={required}>
        <Input maxLength={1000} />
      </Form.Item>
    </>
  )
}
