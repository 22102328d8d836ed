import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EInvoiceKind, EInvoicePlatform, EInvoicing, Id } from '@/api/types'
import { ElectronicAddressInput } from '@/ui/ElectronicAddressInput'
import { FormDialog } from '@/ui/FormDialog'
import { setEInvoicing } from './commands'

interface Fields {
  format: EInvoiceKind | 'off'
  since?: string
  platform: EInvoicePlatform
  login?: string
  password?: string
  participant?: string
  api_key?: string
  test_mode: boolean
  overdue_hours: number
}

const FORMATS = ['off', 'teif', 'factur_x', 'ubl'] as const
/** Who takes what. */
const PLATFORMS: Record<Fields['format'], readonly EInvoicePlatform[]> = {
  off: ['hand'],
  teif: ['hand', 'ttn'],
  factur_x: ['hand'],
  ubl: ['hand', 'peppyrus'],
}

/** How a site's documents leave. Passwords and keys are only written: what is kept is never shown. */
export function EInvoicingDialog({ site, settings, onClose }: { site: Id; settings: EInvoicing; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const format = Form.useWatch('format', form)
  const platform = Form.useWatch('platform', form)
  const isOn = format !== undefined && format !== 'off'
  const onTtn = isOn && platform === 'ttn'
  const onPeppol = isOn && platform === 'peppyrus'
  const filled = (text?: string) => text?.trim() || undefined
  const save = async ({ format, since, password, login, participant, api_key, ...rest }: Fields) => {
    await setEInvoicing(site, settings.version, {
      ...rest,
      format: format === 'off' ? null : format,
      since: filled(since) ?? null,
      login: filled(login) ?? null,
      password: filled(password),
      participant: filled(participant) ?? null,
      api_key: filled(api_key),
    })
    message.success(t('settings.saved'))
    await client.invalidateQueries({ queryKey: ['sites', site, 'e-invoicing'] })
  }
  const choice = (values: readonly string[], words: string) =>
    values.map((value) => ({ value, label: t(`eInvoices.${words}.${value}`) }))
  return (
    <FormDialog<Fields>
      title={t('eInvoices.settings')}
      form={form}
      initial={{
        format: settings.format ?? 'off',
        since: settings.since ?? undefined,
        platform: settings.platform,
        login: settings.login ?? '',
        test_mode: settings.test_mode,
        overdue_hours: settings.overdue_hours,
        participant: settings.participant ?? '',
      }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="format" label={t('eInvoices.format')}>
        <Select
          options={choice(FORMATS, 'formats')}
          onChange={(chosen: Fields['format']) => {
            if (!PLATFORMS[chosen].includes(form.getFieldValue('platform'))) form.setFieldValue('platform', 'hand')
          }}
        />
      </Form.Item>
      <Form.Item name="since" label={t('eInvoices.since')} hidden={!isOn}>
        <Input type="date" dir="ltr" />
      </Form.Item>
      <Form.Item name="platform" label={t('eInvoices.platform')} hidden={!isOn}>
        <Select options={choice(PLATFORMS[format ?? 'off'], 'platforms')} />
      </Form.Item>
      <Form.Item name="login" label={t('eInvoices.login')} hidden={!onTtn}>
        <Input dir="ltr" autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('eInvoices.password')}
        extra={settings.has_password ? t('online.keyKept') : undefined}
        hidden={!onTtn}
      >
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="participant"
        label={t('eInvoices.participant')}
        extra={t('eInvoices.participantHint')}
        hidden={!onPeppol}
      >
        <ElectronicAddressInput />
      </Form.Item>
      <Form.Item
        name="api_key"
        label={t('eInvoices.apiKey')}
        extra={settings.has_api_key ? t('online.keyKept') : t('eInvoices.apiKeyHint')}
        hidden={!onPeppol}
      >
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item name="test_mode" valuePropName="checked" hidden={!onTtn && !onPeppol}>
        <Checkbox>{t('eInvoices.testMode')}</Checkbox>
      </Form.Item>
      <Form.Item name="overdue_hours" label={t('eInvoices.overdueHours')} hidden={!isOn}>
        <InputNumber min={1} max={720} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
