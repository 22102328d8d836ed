import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HandThreadOver, WorkOrder } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { useColleagues, useHandOver } from './thread'

/** Names who goes on with a thread, with a line that customers never see. */
export function HandOverDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<HandThreadOver>()
  const { mutateAsync } = useHandOver(order.id)
  const options = useColleagues(order.site_id).map(({ id, name }) => ({ value: id, label: name }))
  const save = async (body: HandThreadOver) => {
    await mutateAsync(body)
    message.success(t('thread.handed'))
  }
  const required = [{ required: true, message: t('problem.field.required') }]
  return (
    <FormDialog title={t('thread.handOver')} form={form} ok={t('thread.handOver')} onSave={save} onClose={onClose}>
      <Form.Item name="user_id" label={t('thread.to')} rules={required}>
        <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <Form.Item name="text" label={t('thread.line')} extra={t('thread.lineHint')} rules={required}>
        <Input maxLength={500} dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}
