import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, InputNumber, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FeedbackSettings, FeedbackSettingsInput } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { feedbackSettings, setFeedbackSettings } from './commands'

/** Whether a site asks, how long after a visit, how often, what is low, and where a review may be written. */
export function FeedbackDialog({ settings, onClose }: { settings: FeedbackSettings; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<FeedbackSettingsInput>()
  const { site_id, version, enabled, after_hours, every_days, low_score, review_url } = settings
  const save = async (fields: FeedbackSettingsInput) => {
    const body = { ...fields, review_url: fields.review_url?.trim() || null }
    const next = await setFeedbackSettings(site_id, version, body)
    client.setQueryData(feedbackSettings(site_id).queryKey, next)
    message.success(t('settings.saved'))
  }
  const required = [{ required: true, message: t('problem.field.required') }]
  return (
    <FormDialog<FeedbackSettingsInput>
      title={t('feedback.settings')}
      form={form}
      initial={{ enabled, after_hours, every_days, low_score, review_url }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t('feedback.enabled')}</Checkbox>
      </Form.Item>
      <Form.Item name="after_hours" label={t('feedback.afterHours')} rules={required}>
        <InputNumber min={1} max={336} precision={0} />
      </Form.Item>
      <Form.Item name="every_days" label={t('feedback.everyDays')} rules={required}>
        <InputNumber min={7} max={730} precision={0} />
      </Form.Item>
      <Form.Item name="low_score" label={t('feedback.lowScore')} extra={t('feedback.lowScoreHint')}>
        <Segmented options={[1, 2, 3, 4].map((value) => ({ value, label: `${value} ★` }))} />
      </Form.Item>
      <Form.Item name="review_url" label={t('feedback.reviewUrl')} extra={t('feedback.reviewUrlHint')}>
        <Input maxLength={300} dir="ltr" inputMode="url" placeholder="https://" />
      </Form.Item>
    </FormDialog>
  )
}
