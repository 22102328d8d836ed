import { Checkbox, Form, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactInput, Customer } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useSite } from '@/app/site'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { addContact, updateContact } from './commands'
import { useCustomersChanged } from './queries'

const ROLES = ['driver', 'approver', 'billing', 'other'] as const

interface Props {
  customer: Customer
  /** The one to change; without it a new one is made. */
  contact?: Contact
  onClose: () => void
}

export function ContactDialog({ customer, contact, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<ContactInput>()
  const changed = useCustomersChanged()
  const currency = useSite()?.currency
  const decides = Form.useWatch('role', form) === 'approver'
  const save = async (values: ContactInput) => {
    const body = emptyToNull(values)
    await (contact ? updateContact(customer.id, contact.id, body) : addContact(customer.id, body))
    changed()
  }
  return (
    <FormDialog<ContactInput>
      title={contact ? t('customers.contacts.edit') : t('customers.contacts.add')}
      form={form}
      initial={contact ?? { role: 'driver', sees_fleet: false }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="role" label={t('customers.contacts.roleLabel')}>
        <Segmented block options={ROLES.map((value) => ({ value, label: t(`customers.contacts.role.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('customers.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
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
      {decides && currency && (
        <Form.Item
          name="approves_up_to"
          label={t('customers.contacts.approvesUpTo')}
          extra={t('customers.contacts.approvesUpToText')}
        >
          <MoneyInput currency={currency} />
        </Form.Item>
      )}
      <Form.Item name="sees_fleet" valuePropName="checked" extra={t('customers.contacts.seesFleetText')}>
        <Checkbox>{t('customers.contacts.seesFleet')}</Checkbox>
      </Form.Item>
      <Form.Item name="language" label={t('customers.language')}>
        <Select
          allowClear
          placeholder={t('customers.contacts.sameLanguage')}
          options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="notes" label={t('customers.notes')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 1 }} />
      </Form.Item>
    </FormDialog>
  )
}
