import { useNavigate } from '@tanstack/react-router'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { makeQuote } from './commands'
import { VehiclePicker } from './VehiclePicker'

interface Fields {
  customer_id?: Id
  caller?: string
  phone?: string
  vehicle_id?: Id
  car?: string
  concern: string
  valid_days?: number
}

interface Props {
  site: Id
  customer?: Id
  onClose: () => void
}

/** Writes down who calls and what they ask; jobs and prices follow on the order's page. */
export function NewQuote({ site, customer, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const known = Form.useWatch('customer_id', form) ?? customer
  const vehicle = Form.useWatch('vehicle_id', form)
  const save = async (fields: Fields) => {
    const quote = await makeQuote({
      site_id: site,
      customer_id: fields.customer_id ?? null,
      caller: known ? null : fields.caller?.trim() || null,
      phone: known ? null : fields.phone?.trim() || null,
      vehicle_id: fields.vehicle_id ?? null,
      car: vehicle ? null : fields.car?.trim() || null,
      concern: fields.concern.trim(),
      valid_days: fields.valid_days ?? null,
      notes: null,
      jobs: [],
    })
    navigate({ to: '/work-orders/$id', params: { id: quote.id } })
  }
  return (
    <FormDialog
      title={t('quotes.new')}
      ok={t('quotes.make')}
      form={form}
      initial={{ customer_id: customer }}
      onSave={save}
      onClose={onClose}
    >
      {!known && (
        <>
          <Form.Item
            name="caller"
            label={t('quotes.caller')}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Form.Item name="phone" label={t('customers.phone')}>
            <Input type="tel" dir="ltr" maxLength={60} />
          </Form.Item>
        </>
      )}
      <Form.Item name="customer_id" label={t('quotes.known')}>
        <CustomerPicker />
      </Form.Item>
      {!vehicle && (
        <Form.Item name="car" label={t('quotes.car')}>
          <Input maxLength={200} placeholder={t('quotes.carHint')} />
        </Form.Item>
      )}
      <Form.Item name="vehicle_id" label={t('quotes.knownVehicle')}>
        <VehiclePicker owner={known} />
      </Form.Item>
      <Form.Item
        name="concern"
        label={t('quotes.concern')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="valid_days" label={t('quotes.validDays')}>
        <InputNumber min={1} max={365} precision={0} placeholder={t('quotes.asUsual')} />
      </Form.Item>
    </FormDialog>
  )
}
