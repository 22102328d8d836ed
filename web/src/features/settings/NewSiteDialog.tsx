import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { NewSite } from '@/api/types'
import { refreshMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { useOpenSite } from './queries'

const timeZones = Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, label: name }))

/** Opens a site: what stays as it is; everything else is filled in on its page. */
export function NewSiteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = useOpenSite()
  const [form] = Form.useForm<NewSite>()
  const save = async (values: NewSite) => {
    const site = await open(values)
    await refreshMe()
    navigate({ to: `/sites/${site.id}` })
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const upper = (text: string) => text.toUpperCase()
  const initial = { country: 'TN', currency: 'TND', time_zone: 'Africa/Tunis' }
  return (
    <FormDialog title={t('settings.newSite')} form={form} initial={initial} onSave={save} onClose={onClose}>
      <p className="muted dialog-text">{t('settings.newSiteText')}</p>
      <Form.Item name="name" label={t('settings.name')} rules={required}>
        <Input dir="auto" autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('settings.code')}
        extra={t('settings.codeHint')}
        rules={[...required, { pattern: /^[A-Z0-9]{1,12}$/, message: t('settings.codeRule') }]}
        normalize={upper}
      >
        <Input dir="ltr" className="code" maxLength={12} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="country" label={t('settings.country')} rules={required} normalize={upper}>
          <Input dir="ltr" maxLength={2} />
        </Form.Item>
        <Form.Item name="currency" label={t('settings.currency')} rules={required} normalize={upper}>
          <Input dir="ltr" maxLength={3} />
        </Form.Item>
        <Form.Item name="vat_rate" label={t('inventory.vat')} extra={t('settings.countryRate')}>
          <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
        </Form.Item>
      </div>
      <Form.Item name="time_zone" label={t('settings.timeZone')} rules={required}>
        <Select showSearch className="time-zone" options={timeZones} />
      </Form.Item>
    </FormDialog>
  )
}
