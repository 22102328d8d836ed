import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SmsGateway, SmsGatewayInput, SmsRequest, SmsTokenRequest } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { gateway as gatewayOf, setSmsGateway } from './commands'
import { PriceField } from './PriceField'
import { PRESETS } from './presets'

type Fields = Omit<SmsGatewayInput, 'request'> & { request?: Partial<SmsRequest> }

const filled = (text?: string | null) => text?.trim() || null

/** What a site's text messages need. The key is only written: what is kept is never shown. */
export function SmsDialog({ gateway, onClose }: { gateway: SmsGateway; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const provider = Form.useWatch('provider', form) ?? gateway.provider
  const isTwilio = provider === 'twilio'
  const save = async ({ request, account, sender, key, ...rest }: Fields) => {
    const next = await setSmsGateway(gateway.site_id, gateway.version, {
      ...rest,
      account: filled(account),
      sender: filled(sender),
      key: filled(key) ?? undefined,
      request: isTwilio ? undefined : asked(request),
    })
    client.setQueryData(gatewayOf('sms', gateway.site_id).queryKey, next)
    message.success(t('settings.saved'))
  }
  const {
    site_id: _site,
    answers_at,
    has_key,
    paused_at: _paused,
    waiting: _waiting,
    actions: _actions,
    version: _version,
    currency,
    month: _month,
    ...initial
  } = gateway
  return (
    <FormDialog<Fields>
      title={t('sms.settings')}
      form={form}
      initial={{ ...initial, request: gateway.request ?? { method: 'get' } }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t('sms.enabled')}</Checkbox>
      </Form.Item>
      <Form.Item name="provider" label={t('sms.through')}>
        <Select
          options={(['twilio', 'address'] as const).map((value) => ({ value, label: t(`sms.provider.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="account" label={t('sms.account')} hidden={!isTwilio}>
        <Input dir="ltr" autoComplete="off" maxLength={100} />
      </Form.Item>
      {!isTwilio && (
        <AddressFields onPreset={(request) => form.setFieldsValue({ request: { token: null, ...request } })} />
      )}
      <Form.Item name="sender" label={t('sms.sender')} extra={t('sms.senderHint')}>
        <Input dir="ltr" maxLength={40} />
      </Form.Item>
      <Form.Item name="key" label={t('sms.key')} extra={has_key ? t('online.keyKept') : undefined}>
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
      </Form.Item>
      {isTwilio && (
        <p className="note">
          {t('sms.answersAt')} <bdi dir="ltr">{answers_at}</bdi>
        </p>
      )}
      <Form.Item name="per_minute" label={t('sms.perMinute')}>
        <InputNumber min={1} max={6000} precision={0} />
      </Form.Item>
      <PriceField currency={currency} label={t('sms.price')} />
    </FormDialog>
  )
}

/** The request as it is sent; nothing of it without an address. */
function asked(request: Partial<SmsRequest> | undefined): SmsRequest | undefined {
  const address = filled(request?.address)
  if (!address) return undefined
  const { method = 'get', body, authorization, taken, token } = request ?? {}
  return {
    method,
    address,
    body: method === 'post' ? filled(body) : null,
    authorization: filled(authorization),
    taken: filled(taken),
    token: tokenAsked(token),
  }
}

/** How a key is exchanged for a token; nothing of it without an address. */
function tokenAsked(token: Partial<SmsTokenRequest> | null | undefined): SmsTokenRequest | null {
  const address = filled(token?.address)
  return address ? { address, authorization: filled(token?.authorization), body: filled(token?.body) } : null
}

/** How a gateway that is a web address is called. */
function AddressFields({ onPreset }: { onPreset: (request: Partial<SmsRequest>) => void }) {
  const { t } = useTranslation()
  const isPost = Form.useWatch(['request', 'method']) === 'post'
  const hasToken = Boolean(Form.useWatch(['request', 'token', 'address']))
  return (
    <>
      <Form.Item label={t('sms.presets')}>
        <div className="row wrap" role="group" aria-label={t('sms.presets')}>
          {PRESETS.map(({ name, request }) => (
            <Button key={name} size="small" onClick={() => onPreset(request)}>
              {name}
            </Button>
          ))}
        </div>
      </Form.Item>
      <Form.Item name={['request', 'method']} label={t('sms.method')}>
        <Select options={['get', 'post'].map((value) => ({ value, label: value.toUpperCase() }))} />
      </Form.Item>
      <Form.Item name={['request', 'address']} label={t('sms.address')} extra={t('sms.places')}>
        <Input.TextArea dir="ltr" autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name={['request', 'body']} label={t('sms.body')} hidden={!isPost}>
        <Input.TextArea dir="ltr" autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name={['request', 'authorization']} label={t('sms.authorization')}>
        <Input dir="ltr" autoComplete="off" maxLength={500} />
      </Form.Item>
      <Form.Item name={['request', 'taken']} label={t('sms.taken')} extra={t('sms.takenHint')}>
        <Input dir="ltr" maxLength={100} />
      </Form.Item>
      <Form.Item name={['request', 'token', 'address']} label={t('sms.tokenAddress')} extra={t('sms.tokenHint')}>
        <Input dir="ltr" maxLength={1000} />
      </Form.Item>
      <Form.Item name={['request', 'token', 'authorization']} label={t('sms.tokenAuthorization')} hidden={!hasToken}>
        <Input dir="ltr" autoComplete="off" maxLength={500} />
      </Form.Item>
      <Form.Item name={['request', 'token', 'body']} label={t('sms.tokenBody')} hidden={!hasToken}>
        <Input dir="ltr" maxLength={500} />
      </Form.Item>
    </>
  )
}
