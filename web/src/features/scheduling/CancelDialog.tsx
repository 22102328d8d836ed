import { Form, Input, Segmented } from 'antd'
import type { Appointment } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { cancel } from './commands'
import { useKeepAppointment } from './queries'
import { useWords } from './useWords'

interface Props {
  appointment: Appointment
  onClose: () => void
}

interface Fields {
  by: 'customer' | 'garage'
  reason?: string
}

export function CancelDialog({ appointment, onClose }: Props) {
  const { t } = useWords()
  const keep = useKeepAppointment()
  const [form] = Form.useForm<Fields>()
  return (
    <FormDialog<Fields>
      title={t('schedule.action.cancel')}
      ok={t('schedule.action.cancel')}
      form={form}
      initial={{ by: 'customer' }}
      onSave={async ({ by, reason }) => keep(await cancel(appointment, by, reason?.trim()))}
      onClose={onClose}
    >
      <Form.Item name="by" label={t('schedule.cancelledBy')}>
        <Segmented
          block
          options={(['customer', 'garage'] as const).map((value) => ({ value, label: t(`schedule.by.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('schedule.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea autoFocus dir="auto" autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  )
}
