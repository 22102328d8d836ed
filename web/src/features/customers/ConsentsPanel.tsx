import { Form, Input, Segmented, Switch } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consent, ConsentInput, Customer } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Time } from '@/ui/Time'
import { decideConsent } from './commands'
import { useConsents, useCustomersChanged } from './queries'

const CHANNELS = ['email', 'sms', 'whatsapp', 'push', 'phone'] as const
const PURPOSES = ['service', 'marketing'] as const
const SOURCES = ['in_person', 'phone', 'form', 'link'] as const

/** By which channel a customer may be told of their visits, and of offers; and who noted it when. */
export function ConsentsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const consents = useConsents(customer.id).data
  const [asked, setAsked] = useState<Consent | null>(null)
  const may = customer.actions.includes('update')
  if (!consents) return null
  const of = (channel: string, purpose: string) =>
    consents.items.find((one) => one.channel === channel && one.purpose === purpose)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('customers.consents.title')}</h2>
      </header>
      <div className="panel-body consents">
        <span />
        {PURPOSES.map((purpose) => (
          <span key={purpose} className="muted">
            {t(`customers.consents.purpose.${purpose}`)}
          </span>
        ))}
        {CHANNELS.map((channel) => (
          <Fragment key={channel}>
            <span>{t(`customers.consents.channel.${channel}`)}</span>
            {PURPOSES.map((purpose) => {
              const consent = of(channel, purpose)
              return (
                <Switch
                  key={purpose}
                  checked={consent?.granted}
                  disabled={!may}
                  aria-label={`${t(`customers.consents.channel.${channel}`)}: ${t(`customers.consents.purpose.${purpose}`)}`}
                  onChange={() => consent && setAsked(consent)}
                />
              )
            })}
          </Fragment>
        ))}
      </div>
      {consents.log.length > 0 && (
        <details className="panel-body consent-log">
          <summary>{t('customers.consents.log', { count: consents.log.length })}</summary>
          <ul>
            {consents.log.map((one) => (
              <li key={one.id}>
                <span>
                  {t(`customers.consents.channel.${one.channel}`)} · {t(`customers.consents.purpose.${one.purpose}`)}
                  {': '}
                  <strong>{one.granted ? t('customers.consents.granted') : t('customers.consents.refused')}</strong>
                </span>
                <span className="muted">
                  {t(`customers.consents.source.${one.source}`)} · <bdi>{one.by}</bdi> · <Time at={one.at} />
                  {one.note && (
                    <>
                      {' · '}
                      <bdi>{one.note}</bdi>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked && <ConsentDialog customer={customer} consent={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}

type Fields = Pick<ConsentInput, 'source' | 'note'>

interface DialogProps {
  customer: Customer
  consent: Consent
  onClose: () => void
}

/** How the customer said so: a decision without its source proves nothing. */
function ConsentDialog({ customer, consent, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const changed = useCustomersChanged()
  const { channel, purpose, granted } = consent
  const save = async ({ source, note }: Fields) => {
    await decideConsent(customer.id, { channel, purpose, granted: !granted, source, note: note?.trim() || null })
    changed()
  }
  const what = `${t(`customers.consents.channel.${channel}`)} · ${t(`customers.consents.purpose.${purpose}`)}`
  return (
    <FormDialog<Fields>
      title={`${granted ? t('customers.consents.refuse') : t('customers.consents.grant')}: ${what}`}
      form={form}
      initial={{ source: 'in_person' }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="source" label={t('customers.consents.sourceLabel')}>
        <Segmented
          vertical
          block
          options={SOURCES.map((value) => ({ value, label: t(`customers.consents.source.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('customers.consents.note')}>
        <Input dir="auto" autoComplete="off" maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
