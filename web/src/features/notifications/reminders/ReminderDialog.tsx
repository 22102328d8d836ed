import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReminderSettings, ReminderSettingsInput } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { KINDS, reminderSettings, setReminderSettings } from './commands'
import { useHour } from './useHour'

const MOST_STEPS = 5
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Whether a site reminds people, at which hour, how often ahead, and of what. */
export function ReminderDialog({ settings, onClose }: { settings: ReminderSettings; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const hourOf = useHour()
  const [form] = Form.useForm<ReminderSettingsInput>()
  const { site_id, version, enabled, hour, days, kinds } = settings
  const save = async (fields: ReminderSettingsInput) => {
    const next = await setReminderSettings(site_id, version, fields)
    client.setQueryData(reminderSettings(site_id).queryKey, next)
    message.success(t('settings.saved'))
  }
  return (
    <FormDialog<ReminderSettingsInput>
      title={t('reminders.settings')}
      form={form}
      initial={{ enabled, hour, days, kinds }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t('reminders.enabled')}</Checkbox>
      </Form.Item>
      <Form.Item name="hour" label={t('reminders.hour')} extra={t('reminders.hourHint')}>
        <Select options={HOURS.map((value) => ({ value, label: hourOf(value) }))} />
      </Form.Item>
      <Form.Item label={t('reminders.days')} extra={t('reminders.daysHint')} required>
        <Form.List name="days">
          {(fields, { add, remove }) => (
            <div className="stack">
              {fields.map(({ key, name }) => (
                <div key={key} className="row">
                  <Form.Item name={name} noStyle rules={[{ required: true, message: t('problem.field.required') }]}>
                    <InputNumber min={0} max={180} precision={0} aria-label={t('reminders.days')} />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={`${t('common.remove')} ${name + 1}`}
                      onClick={() => remove(name)}
                    />
                  )}
                </div>
              ))}
              {fields.length < MOST_STEPS && (
                <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(14)}>
                  {t('common.add')}
                </Button>
              )}
            </div>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item
        name="kinds"
        label={t('reminders.of')}
        rules={[{ type: 'array', min: 1, message: t('problem.field.required') }]}
      >
        <Checkbox.Group
          className="stack"
          options={KINDS.map((value) => ({ value, label: t(`reminders.kind.${value}`) }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
