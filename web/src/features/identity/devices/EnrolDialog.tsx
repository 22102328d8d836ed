import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { setShared } from '@/app/device'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { sitesWhere } from '../users/places'
import { enrolDevice } from './commands'

interface Fields {
  name: string
  site_id: Id
}

/** Makes the device one stands at a shared one. */
export function EnrolDialog({ onEnrolled, onClose }: { onEnrolled: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const chosen = useSiteId()
  const sites = sitesWhere(useMe(), 'device.enrol')
  const site = sites.find(({ id }) => id === chosen) ?? sites[0]
  const save = async ({ name, site_id }: Fields) => {
    await enrolDevice({ name: name.trim(), site_id })
    setShared(true)
    onEnrolled()
  }
  return (
    <FormDialog
      title={t('devices.enrol')}
      form={form}
      initial={{ site_id: site?.id }}
      ok={t('devices.enrol')}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted dialog-text">{t('devices.enrolText')}</p>
      <Form.Item
        name="name"
        label={t('devices.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" placeholder={t('devices.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="site_id" label={t('app.site')}>
        <Select options={sites.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDialog>
  )
}
