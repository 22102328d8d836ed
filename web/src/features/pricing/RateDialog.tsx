import { useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, LabourRate } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { addRate, pricesChanged, updateRate } from './queries'

interface Fields {
  name: string
  per_hour: Amount
}

/** A named rate of the site. */
export function RateDialog({ rate, onClose }: { rate?: LabourRate; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site_id = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    await (rate ? updateRate(rate, fields) : addRate({ site_id, ...fields }))
    await pricesChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={rate?.name ?? t('prices.newRate')}
      form={form}
      initial={rate && { name: rate.name, per_hour: rate.per_hour }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('prices.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={80} />
      </Form.Item>
      <Form.Item name="per_hour" label={t('prices.perHour')} rules={[{ required: true, message: t('form.required') }]}>
        <MoneyInput currency={currency} min={0} />
      </Form.Item>
    </FormDialog>
  )
}
