import { useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fee } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { addFee, pricesChanged, updateFee } from './queries'

interface Fields {
  name: string
  of_labour?: number | null
  of_parts?: number | null
  fixed?: number | null
  per_tyre?: number | null
  most?: number | null
  vat_rate?: number | null
}

/** A fee, whole. */
export function FeeDialog({ fee, onClose }: { fee?: Fee; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const [form] = Form.useForm<Fields>()
  const save = async ({ name, of_labour, of_parts, fixed, per_tyre, most, vat_rate }: Fields) => {
    const body = {
      name,
      of_labour: of_labour ?? 0,
      of_parts: of_parts ?? 0,
      fixed: fixed ?? 0,
      per_tyre: per_tyre ?? 0,
      most: most ?? null,
      vat_rate: vat_rate ?? null,
      archived: fee?.archived ?? false,
    }
    await (fee ? updateFee(fee, body) : addFee(site, body))
    await pricesChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={fee?.name ?? t('prices.newFee')}
      form={form}
      initial={fee && { ...fee }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('prices.feeName')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={80} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="of_labour" label={t('prices.ofLabour')}>
          <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
        </Form.Item>
        <Form.Item name="of_parts" label={t('prices.ofParts')}>
          <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="fixed" label={t('prices.fixed')}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
        <Form.Item name="most" label={t('prices.most')}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
      </div>
      <Form.Item name="per_tyre" label={t('prices.perTyre')} extra={t('prices.perTyreHint')}>
        <MoneyInput currency={currency} min={0} />
      </Form.Item>
      <Form.Item name="vat_rate" label={t('prices.vatRate')} extra={t('prices.vatHint')}>
        <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
      </Form.Item>
    </FormDialog>
  )
}
