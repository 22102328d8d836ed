import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { reopenInspection } from './commands'
import { useKeepInspection } from './queries'

/** Asks why before a signature is taken back. */
export function ReopenDialog({ inspection, onClose }: { inspection: Inspection; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const keep = useKeepInspection()
  return (
    <FormDialog<{ reason: string }>
      title={t('inspections.reopen')}
      form={form}
      ok={t('inspections.reopen')}
      onSave={({ reason }) => reopenInspection(inspection.id, reason).then(keep)}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t('inspections.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}
