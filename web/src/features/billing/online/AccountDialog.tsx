import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, PaymentAccount } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { FormDialog } from '@/ui/FormDialog'
import { PROVIDERS, setAccount } from './commands'

interface Fields {
  enabled: boolean
  test_mode: boolean
  account?: string
  key?: string
  webhook_secret?: string
}

/** What a site has with a provider. Keys are only written: what is kept is never shown. */
export function AccountDialog({ site, account, onClose }: { site: Id; account: PaymentAccount; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const { provider, has_key, has_webhook_secret, webhook_url } = account
  const save = async ({ enabled, test_mode, ...texts }: Fields) => {
    const filled = (text?: string) => text?.trim() || undefined
    await setAccount(site, account, {
      enabled,
      test_mode,
      account: filled(texts.account) ?? null,
      key: filled(texts.key),
      webhook_secret: filled(texts.webhook_secret),
    })
    message.success(t('settings.saved'))
    await client.invalidateQueries({ queryKey: ['sites', site, 'online-payments'] })
  }
  const kept = (has: boolean) => (has ? t('online.keyKept') : undefined)
  return (
    <FormDialog<Fields>
      title={PROVIDERS[provider]}
      form={form}
      initial={{ enabled: account.enabled, test_mode: account.test_mode, account: account.account ?? '' }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="enabled" valuePropName="checked" noStyle>
        <Checkbox>{t('online.on')}</Checkbox>
      </Form.Item>
      <Form.Item name="test_mode" valuePropName="checked" extra={t('online.testHint')}>
        <Checkbox>{t('online.test')}</Checkbox>
      </Form.Item>
      {provider !== 'stripe' && (
        <Form.Item name="account" label={t(`online.account.${provider}`)}>
          <Input dir="ltr" autoComplete="off" maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="key" label={t('online.key')} extra={kept(has_key)}>
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
      </Form.Item>
      {provider === 'stripe' && (
        <>
          <Form.Item name="webhook_secret" label={t('online.webhookSecret')} extra={kept(has_webhook_secret)}>
            <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
          </Form.Item>
          <p className="muted">{t('online.webhook')}</p>
          <CopyField text={webhook_url} label={t('online.webhook')} />
        </>
      )}
    </FormDialog>
  )
}
