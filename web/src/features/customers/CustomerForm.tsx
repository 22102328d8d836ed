import { Checkbox, Form, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer, CustomerInput } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useSite } from '@/app/site'
import { ElectronicAddressInput } from '@/ui/ElectronicAddressInput'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDrawer } from '@/ui/FormDrawer'
import { useLanguage } from '@/ui/useLanguage'
import { useKeepRecord } from '@/ui/useRecord'
import { createCustomer, updateCustomer } from './commands'
import { DuplicateWarning } from './DuplicateWarning'

const WRITTEN_BY = ['email', 'sms', 'whatsapp'] as const

interface Props {
  /** The one to change; without it a new one is made. */
  customer?: Customer
  onSaved?: (customer: Customer) => void
  onClose: () => void
}

/** A customer's details, in a drawer. */
export function CustomerForm({ customer, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const own = useLanguage()
  const site = useSite()
  // Those that the site offers, and the one that the customer has.
  const offered = LANGUAGES.filter(({ code }) => !site || site.languages.includes(code) || code === customer?.language)
  const keep = useKeepRecord<Customer>('/customers')
  const [form] = Form.useForm<CustomerInput>()
  const kind = Form.useWatch('kind', form)
  const typed = Form.useWatch((values) => values, form)
  const save = async (values: CustomerInput) => {
    const body = emptyToNull(values)
    const saved = customer ? await updateCustomer(customer.id, customer.version, body) : await createCustomer(body)
    onSaved?.(keep(saved))
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDrawer
      title={customer ? t('customers.edit') : t('customers.new')}
      form={form}
      initial={customer ?? { kind: 'person', language: site?.default_language ?? own }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('customers.kindLabel')}>
        <Segmented
          block
          options={(['person', 'business'] as const).map((value) => ({ value, label: t(`customers.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={kind === 'business' ? t('customers.businessName') : t('customers.name')}
        rules={required}
      >
        <Input autoFocus dir="auto" autoComplete="off" />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="phone" label={t('customers.phone')}>
          <Input type="tel" inputMode="tel" dir="ltr" autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('customers.email')}>
          <Input inputMode="email" dir="ltr" autoComplete="off" />
        </Form.Item>
      </div>
      {typed && <DuplicateWarning typed={typed} except={customer?.id} />}
      <Form.Item name="language" label={t('customers.language')} extra={t('customers.languageHint')}>
        <Segmented block options={offered.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="prefers" label={t('customers.prefers')}>
        <Select
          allowClear
          placeholder={t('customers.prefersAny')}
          options={WRITTEN_BY.map((value) => ({ value, label: t(`customers.writtenBy.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="tax_id" label={t('customers.taxId')}>
        <Input dir="ltr" autoComplete="off" />
      </Form.Item>
      {(kind === 'business' || customer?.electronic_address) && (
        <Form.Item
          name="electronic_address"
          label={t('customers.electronicAddress')}
          extra={t('customers.electronicAddressHint')}
        >
          <ElectronicAddressInput />
        </Form.Item>
      )}
      {kind === 'business' && (
        <>
          <Form.Item name="po_required" valuePropName="checked" className="tight">
            <Checkbox>{t('customers.poRequired')}</Checkbox>
          </Form.Item>
          <Form.Item name="invoices_together" valuePropName="checked">
            <Checkbox>{t('customers.invoicesTogether')}</Checkbox>
          </Form.Item>
        </>
      )}
      <Form.Item name="address" label={t('customers.address')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="notes" label={t('customers.notes')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  )
}
