import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, WorkOrder } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { useChangeOrder } from '@/features/workshop/queries'
import { FormDialog } from '@/ui/FormDialog'
import { convertQuote, makeCustomer, makeVehicle } from './commands'
import { VehiclePicker } from './VehiclePicker'

interface Fields {
  customer_id?: Id
  name?: string
  phone?: string
  vehicle_id?: Id
  plate?: string
  make?: string
  model?: string
  only_approved: boolean
}

/** What was made on the way, so that a second try makes nothing twice. */
interface Made {
  customer?: Id
  vehicle?: Id
}

/** The car comes: whose it is, which one, and whether all jobs are done or what was approved. */
export function ConvertDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<Fields>()
  const customer = Form.useWatch('customer_id', form)
  const vehicle = Form.useWatch('vehicle_id', form)
  const isApproved = order.jobs.some(({ authorisation }) =>
    ['approved', 'reapproval_needed'].includes(authorisation.state),
  )
  const [made] = useState<Made>({})
  const save = async (fields: Fields) => {
    made.customer ??= fields.customer_id ? undefined : await newCustomer(fields)
    const customer_id = fields.customer_id ?? made.customer
    if (!customer_id) return
    made.vehicle ??= fields.vehicle_id ? undefined : await newVehicle(customer_id, fields)
    const body = { customer_id, vehicle_id: fields.vehicle_id ?? made.vehicle, only_approved: fields.only_approved }
    await change.mutateAsync(() => convertQuote(order.id, body))
  }
  const needed = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDialog
      title={t('quotes.convert')}
      ok={t('quotes.convert')}
      form={form}
      initial={{
        customer_id: order.customer.id ?? undefined,
        name: order.customer.name,
        phone: order.customer.phone ?? undefined,
        vehicle_id: order.vehicle?.id,
        only_approved: isApproved,
      }}
      onSave={save}
      onClose={onClose}
    >
      {order.quote?.car && (
        <p className="muted">
          {t('quotes.car')}: <bdi>{order.quote.car}</bdi>
        </p>
      )}
      <Form.Item name="customer_id" label={t('quotes.known')}>
        <CustomerPicker />
      </Form.Item>
      {!customer && (
        <>
          <Form.Item name="name" label={t('quotes.newCustomer')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="phone" label={t('customers.phone')}>
            <Input type="tel" dir="ltr" maxLength={60} />
          </Form.Item>
        </>
      )}
      <Form.Item name="vehicle_id" label={t('quotes.knownVehicle')}>
        <VehiclePicker owner={customer} />
      </Form.Item>
      {!vehicle && (
        <>
          <Form.Item name="plate" label={t('quotes.newPlate')} rules={needed}>
            <Input dir="ltr" maxLength={20} />
          </Form.Item>
          <Form.Item name="make" label={t('vehicles.make')} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="model" label={t('vehicles.model')} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
        </>
      )}
      <Form.Item name="only_approved" label={t('quotes.jobs')}>
        <Radio.Group
          options={[
            { value: true, label: t('quotes.onlyApproved'), disabled: !isApproved },
            { value: false, label: t('quotes.allJobs') },
          ]}
        />
      </Form.Item>
    </FormDialog>
  )
}

async function newCustomer({ name, phone }: Fields) {
  const customer = await makeCustomer({ kind: 'person', name: name?.trim() ?? '', phone: phone?.trim() || null })
  return customer.id
}

async function newVehicle(owner_id: Id, { plate, make, model }: Fields) {
  const fields = { plate: plate?.trim() ?? '', make: make?.trim() ?? '', model: model?.trim() ?? '' }
  return (await makeVehicle({ owner_id, ...fields })).id
}
