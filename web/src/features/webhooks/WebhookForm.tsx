import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MadeWebhook, Webhook } from '@/api/types'
import { useMe } from '@/app/session'
import { sitesWhere } from '@/features/identity/users/places'
import { FormDrawer } from '@/ui/FormDrawer'
import { createWebhook, EVENT_TYPES, updateWebhook, type WebhookFields } from './commands'

interface Props {
  /** The one to change; a new one without. */
  webhook?: Webhook
  onMade: (made: MadeWebhook) => void
  onChanged: () => void
  onClose: () => void
}

export function WebhookForm({ webhook, onMade, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<WebhookFields>()
  const own = sitesWhere(useMe(), 'webhook.manage')
  const required = { required: true, message: t('form.required') }
  const save = async (fields: WebhookFields) => {
    if (webhook) {
      await updateWebhook(webhook.id, fields)
      onChanged()
    } else onMade(await createWebhook(fields))
  }
  const initial = webhook ?? { types: [], sites: own.map(({ id }) => id) }
  return (
    <FormDrawer
      title={t(webhook ? 'webhooks.edit' : 'webhooks.new')}
      form={form}
      initial={initial}
      ok={webhook ? undefined : t('webhooks.create')}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('webhooks.name')} rules={[{ ...required, whitespace: true }]}>
        <Input autoFocus dir="auto" autoComplete="off" placeholder={t('webhooks.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="url" label={t('webhooks.url')} extra={t('webhooks.urlHint')} rules={[required]}>
        <Input dir="ltr" inputMode="url" autoComplete="off" placeholder="https://" />
      </Form.Item>
      <Form.Item name="types" label={t('webhooks.types')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('webhooks.allTypes')}
          options={EVENT_TYPES.map((value) => ({ value, label: <bdi dir="ltr">{value}</bdi> }))}
        />
      </Form.Item>
      <Form.Item name="sites" label={t('webhooks.sites')} rules={[required]}>
        <Select mode="multiple" options={own.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDrawer>
  )
}
