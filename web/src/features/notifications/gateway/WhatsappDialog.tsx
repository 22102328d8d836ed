import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WhatsappForm, WhatsappGateway, WhatsappGatewayInput } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { FormDialog } from '@/ui/FormDialog'
import { gateway as gatewayOf, setWhatsappGateway } from './commands'
import { PriceField } from './PriceField'
import { EVENTS, FACTS } from './whatsapp'
import '../messages.css'

const filled = (text?: string | null) => text?.trim() || null

/** What a site's WhatsApp messages need. Keys are only written: what is kept is never shown. */
export function WhatsappDialog({ gateway, onClose }: { gateway: WhatsappGateway; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<WhatsappGatewayInput>()
  const provider = Form.useWatch('provider', form) ?? gateway.provider
  const isMeta = provider === 'meta'
  const save = async ({ account, sender, key, signing_key, forms, ...rest }: WhatsappGatewayInput) => {
    const next = await setWhatsappGateway(gateway.site_id, gateway.version, {
      ...rest,
      account: filled(account),
      sender: filled(sender),
      key: filled(key) ?? undefined,
      signing_key: filled(signing_key) ?? undefined,
      forms: forms ?? [],
    })
    client.setQueryData(gatewayOf('whatsapp', gateway.site_id).queryKey, next)
    message.success(t('settings.saved'))
  }
  const { enabled, account, sender, per_minute, price, forms, has_key, has_signing_key, told_at, word } = gateway
  const kept = (has: boolean) => (has ? t('online.keyKept') : undefined)
  return (
    <FormDialog<WhatsappGatewayInput>
      title={t('whatsapp.settings')}
      form={form}
      initial={{ enabled, provider: gateway.provider, account, sender, per_minute, price, forms }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t('whatsapp.enabled')}</Checkbox>
      </Form.Item>
      <Form.Item name="provider" label={t('sms.through')}>
        <Select
          options={(['meta', 'twilio'] as const).map((value) => ({ value, label: t(`whatsapp.provider.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="account" label={isMeta ? t('whatsapp.phoneId') : t('sms.account')}>
        <Input dir="ltr" autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="sender" label={t('sms.sender')} hidden={isMeta}>
        <Input dir="ltr" maxLength={40} placeholder="+216…" />
      </Form.Item>
      <Form.Item name="key" label={isMeta ? t('whatsapp.token') : t('sms.key')} extra={kept(has_key)}>
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item name="signing_key" label={t('whatsapp.appSecret')} extra={kept(has_signing_key)} hidden={!isMeta}>
        <Input.Password dir="ltr" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <p className="note">
        {t('whatsapp.toldAt')} <bdi dir="ltr">{told_at}</bdi>
        {isMeta && word && (
          <>
            <br />
            {t('whatsapp.word')} <bdi dir="ltr">{word}</bdi>
          </>
        )}
        {isMeta && !word && (
          <>
            <br />
            {t('whatsapp.wordLater')}
          </>
        )}
      </p>
      <Form.Item name="per_minute" label={t('whatsapp.perMinute')}>
        <InputNumber min={1} max={6000} precision={0} />
      </Form.Item>
      <PriceField currency={gateway.currency} label={t('whatsapp.price')} />
      <Forms isMeta={isMeta} />
    </FormDialog>
  )
}

/** Texts that the provider approved, one for each message and language. */
function Forms({ isMeta }: { isMeta: boolean }) {
  const { t } = useTranslation()
  const events = EVENTS.map((value) => ({ value, label: t(`notifications.event.${value}`) }))
  const facts = FACTS.map((value) => ({ value, label: t(`whatsapp.fact.${value}`) }))
  const next: WhatsappForm = { event: 'ready_for_pickup', language: 'fr', name: '', places: ['garage', 'text'] }
  return (
    <Form.List name="forms">
      {(rows, { add, remove }) => (
        <fieldset className="whatsapp-forms stack">
          <legend>{t('whatsapp.forms')}</legend>
          <p className="note">{t('whatsapp.formsHint')}</p>
          {rows.map(({ key, name }) => (
            <div key={key} className="whatsapp-form stack">
              <div className="form-row">
                <Form.Item name={[name, 'event']} label={t('whatsapp.for')}>
                  <Select options={events} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[name, 'language']} label={t('customers.language')}>
                  <Select options={LANGUAGES.map((one) => ({ value: one.code, label: one.name }))} />
                </Form.Item>
              </div>
              <Form.Item
                name={[name, 'name']}
                label={isMeta ? t('whatsapp.formName') : t('whatsapp.contentSid')}
                rules={[{ required: true, message: t('form.required') }]}
              >
                <Input dir="ltr" maxLength={100} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'places']} label={t('whatsapp.places')} extra={t('whatsapp.placesHint')}>
                <Places options={facts} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{t('whatsapp.removeForm')}</Button>
            </div>
          ))}
          <Button onClick={() => add(next)} disabled={rows.length >= 60}>
            {t('whatsapp.addForm')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

interface PlacesProps {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
  options: { value: string; label: string }[]
}

/** What stands in {{1}}, {{2}} and so on. */
function Places({ id, value = [], onChange, options }: PlacesProps) {
  const { t } = useTranslation()
  const set = (place: number, fact: string) => onChange?.(value.map((one, at) => (at === place ? fact : one)))
  return (
    <div className="stack" id={id}>
      {value.map((fact, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
        <div className="row" key={place}>
          <bdi dir="ltr" className="num">{`{{${place + 1}}}`}</bdi>
          <Select
            className="grow"
            aria-label={t('whatsapp.place', { number: place + 1 })}
            options={options}
            value={fact}
            onChange={(next) => set(place, next)}
          />
          <Button
            aria-label={t('whatsapp.removePlace', { number: place + 1 })}
            onClick={() => onChange?.(value.filter((_, at) => at !== place))}
          >
            ✕
          </Button>
        </div>
      ))}
      {value.length < 10 && (
        <Button size="small" onClick={() => onChange?.([...value, 'text'])}>
          {t('whatsapp.addPlace')}
        </Button>
      )}
    </div>
  )
}
