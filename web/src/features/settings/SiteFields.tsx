import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Site } from '@/api/types'
import { Facts } from '@/ui/Facts'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

/** Who the garage is: the head of every invoice. */
export function IdentityFields({ doubtful }: { doubtful: boolean }) {
  const { t } = useTranslation()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('settings.identity')}</h2>
      </header>
      <div className="panel-body">
        <div className="form-row">
          <Form.Item name="name" label={t('settings.name')} rules={required}>
            <Input dir="auto" />
          </Form.Item>
          <Form.Item name="legal_name" label={t('settings.legalName')} rules={required}>
            <Input dir="auto" />
          </Form.Item>
        </div>
        <Form.Item name="address" label={t('settings.address')}>
          <Input.TextArea dir="auto" autoSize={{ minRows: 2 }} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="phone" label={t('customers.phone')}>
            <Input dir="ltr" inputMode="tel" />
          </Form.Item>
          <Form.Item name="email" label={t('customers.email')}>
            <Input dir="ltr" inputMode="email" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="tax_id"
            label={t('customers.taxId')}
            extra={doubtful && <span className="doubtful">{t('settings.taxIdKey')}</span>}
          >
            <Input dir="ltr" />
          </Form.Item>
          <Form.Item name="bank_account" label={t('settings.bankAccount')}>
            <Input dir="ltr" />
          </Form.Item>
        </div>
      </div>
    </section>
  )
}

/** Those the browser knows, and the site's own. */
const timeZones = (own: string) => [...new Set([own, ...Intl.supportedValuesOf('timeZone')])]

/** What new orders and invoices reckon with; documents already issued stay as they are. */
export function MoneyFields({ site }: { site: Site }) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('settings.money')}</h2>
      </header>
      <div className="panel-body">
        <p className="muted money-hint">{t('settings.moneyHint')}</p>
        <div className="form-row">
          <Form.Item name="labour_rate" label={t('settings.labourRate')} rules={required}>
            <MoneyInput currency={site.currency} />
          </Form.Item>
          <Form.Item name="vat_rate" label={t('inventory.vat')} rules={required}>
            <ScaledInput decimals={2} suffix="%" />
          </Form.Item>
          <Form.Item name="stamp_duty" label={t('totals.stamp')} rules={required}>
            <MoneyInput currency={site.currency} />
          </Form.Item>
          <Form.Item name="payment_terms_days" label={t('settings.paymentTerms')} rules={required}>
            <ScaledInput decimals={0} suffix={t('settings.days')} />
          </Form.Item>
        </div>
        <Form.Item name="time_zone" label={t('settings.timeZone')} rules={required}>
          <Select
            showSearch
            className="time-zone"
            options={timeZones(site.time_zone).map((name) => ({ value: name, label: name }))}
          />
        </Form.Item>
        <Facts
          facts={[
            { label: t('settings.country'), value: site.country },
            {
              label: t('settings.currency'),
              value: t('settings.decimals', { currency: site.currency, count: site.currency_decimals }),
            },
          ]}
        />
      </div>
    </section>
  )
}
