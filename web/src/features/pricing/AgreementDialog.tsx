import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, PriceAgreement } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { useDebounced } from '@/ui/useDebounced'
import { findVehicles, pricesChanged, saveAgreement, useLabourRates } from './queries'

interface Fields {
  customer_id?: Id
  vehicle_id?: Id
  labour_rate_id: Id
}

type Whom = 'customer' | 'vehicle'

/** The rate that was agreed with a customer, or for a vehicle. */
export function AgreementDialog({ agreement, onClose }: { agreement?: PriceAgreement; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site_id = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const rates = useLabourRates(site_id).data?.items ?? []
  const [form] = Form.useForm<Fields>()
  const [whom, setWhom] = useState<Whom>('customer')
  const required = [{ required: true, message: t('form.required') }]
  const save = async ({ labour_rate_id, ...fields }: Fields) => {
    const { customer_id, vehicle_id } = agreement ?? fields
    const subject = vehicle_id ? { vehicle_id } : { customer_id: customer_id ?? undefined }
    await saveAgreement({ site_id, labour_rate_id, ...subject })
    await pricesChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={agreement?.label ?? t('prices.newAgreement')}
      form={form}
      initial={agreement && !agreement.labour_rate.archived ? { labour_rate_id: agreement.labour_rate.id } : undefined}
      onSave={save}
      onClose={onClose}
    >
      {!agreement && (
        <Form.Item>
          <Segmented<Whom>
            value={whom}
            onChange={setWhom}
            options={[
              { value: 'customer', label: t('prices.ofCustomer') },
              { value: 'vehicle', label: t('prices.ofVehicle') },
            ]}
          />
        </Form.Item>
      )}
      {!agreement && whom === 'customer' && (
        <Form.Item name="customer_id" label={t('prices.ofCustomer')} rules={required} preserve={false}>
          <CustomerPicker autoFocus />
        </Form.Item>
      )}
      {!agreement && whom === 'vehicle' && (
        <Form.Item name="vehicle_id" label={t('prices.ofVehicle')} rules={required} preserve={false}>
          <VehiclePicker />
        </Form.Item>
      )}
      <Form.Item name="labour_rate_id" label={t('prices.rate')} rules={required}>
        <Select
          options={rates.map(({ id, name, per_hour }) => ({ value: id, label: name, per_hour }))}
          optionRender={({ data }) => (
            <span className="row">
              <bdi className="grow">{data.label}</bdi>
              <Money amount={data.per_hour} currency={currency} />
            </span>
          )}
        />
      </Form.Item>
    </FormDialog>
  )
}

interface PickerProps {
  id?: string
  value?: Id
  onChange?: (id: Id) => void
}

function VehiclePicker(props: PickerProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const found = useQuery({
    queryKey: ['vehicles', 'suggest', q],
    queryFn: ({ signal }) => findVehicles(q, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      {...props}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={t('table.noMatch')}
      options={(found.data?.items ?? []).map(({ id, plate, make, model }) => ({
        value: id,
        label: [plate, make, model].filter(Boolean).join(' · '),
      }))}
    />
  )
}
