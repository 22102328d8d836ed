import { Form, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, MadeApiKey } from '@/api/types'
import { useMe } from '@/app/session'
import { FormDrawer } from '@/ui/FormDrawer'
import { PermissionChecks } from '../roles/PermissionChecks'
import { sitesWhere } from '../users/places'
import { createApiKey } from './commands'
import { expiryAfter, heldAtAll, LIFETIMES } from './lifetime'

interface Fields {
  name: string
  sites: Id[]
  days: number
  permissions: string[]
}

interface Props {
  onMade: (made: MadeApiKey) => void
  onClose: () => void
}

export function KeyForm({ onMade, onClose }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const [form] = Form.useForm<Fields>()
  const own = sitesWhere(me, 'api_key.manage')
  const sites = Form.useWatch('sites', form) ?? []
  const ticked = Form.useWatch('permissions', form) ?? []
  // What was ticked before a site was added can be unticked still.
  const open = [...heldAtAll(me, sites), ...ticked]
  const save = async ({ name, sites, days, permissions }: Fields) =>
    onMade(await createApiKey({ name: name.trim(), sites, permissions, expires_at: expiryAfter(days) }))
  const required = { required: true, message: t('form.required') }
  return (
    <FormDrawer
      title={t('keys.new')}
      form={form}
      initial={{ sites: own.map(({ id }) => id), days: 365, permissions: [] }}
      ok={t('keys.create')}
      size={620}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('keys.name')} rules={[{ ...required, whitespace: true }]}>
        <Input autoFocus dir="auto" autoComplete="off" placeholder={t('keys.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="sites" label={t('keys.sites')} rules={[required]}>
        <Select mode="multiple" options={own.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="days" label={t('keys.lifetime')}>
        <Segmented
          block
          options={LIFETIMES.map((value) => ({
            value,
            label: value === 0 ? t('keys.unlimited') : t('keys.days', { count: value }),
          }))}
        />
      </Form.Item>
      <Form.Item name="permissions" label={t('keys.scopes')} rules={[required]}>
        <PermissionChecks may={(permission) => open.includes(permission)} />
      </Form.Item>
    </FormDrawer>
  )
}
