import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { fromWall } from '@/ui/time'
import { SpanFields } from './CorrectDialog'
import { addClocking, useKeepClocking } from './queries'
import { useStaff } from './useStaff'

interface Fields {
  user_id: Id
  started_at: string
  ended_at: string
  reason: string
}

/** Attendance that nobody clocked. Time on a job is corrected from the job's own clockings. */
export function AddClockingDialog({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const keep = useKeepClocking()
  const staff = useStaff()
  const [form] = Form.useForm<Fields>()
  const save = ({ started_at, ended_at, ...rest }: Fields) =>
    keep(
      addClocking({
        ...rest,
        site_id: site,
        activity: 'attended',
        started_at: fromWall(started_at, zone),
        ended_at: fromWall(ended_at, zone),
      }),
    )
  return (
    <FormDialog<Fields> title={t('time.add')} form={form} onSave={save} onClose={onClose}>
      <Form.Item name="user_id" label={t('time.person')} rules={[{ required: true, message: t('form.required') }]}>
        <Select options={staff} autoFocus />
      </Form.Item>
      <SpanFields />
    </FormDialog>
  )
}
