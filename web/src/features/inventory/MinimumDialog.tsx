import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Product } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { setBin, setMinimum } from './commands'
import { useStockChanged } from './useStockChanged'

interface Fields {
  minimum: number
  maximum: number | null
  bin?: string | null
}

/** Below this quantity the article is on the morning list; and where it lies. */
export function MinimumDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const changed = useStockChanged()
  const [form] = Form.useForm<Fields>()
  const level = product.stock.find(({ site_id }) => site_id === site)
  const unit = t(`inventory.units.${product.unit}`, { defaultValue: product.unit })
  return (
    <FormDialog<Fields>
      title={t('inventory.action.set_minimum')}
      form={form}
      initial={{ minimum: level?.minimum ?? 0, maximum: level?.maximum || null, bin: level?.bin }}
      onSave={async ({ minimum, maximum, bin }) => {
        await setMinimum(product.id, { site_id: site, minimum, maximum: maximum ?? 0 })
        const place = bin?.trim() || null
        if (place !== (level?.bin ?? null)) await setBin(product.id, { site_id: site, bin: place })
        await changed()
      }}
      onClose={onClose}
    >
      <Form.Item
        name="minimum"
        label={t('inventory.minimum')}
        extra={t('inventory.minimumHint')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <ScaledInput decimals={3} suffix={unit} />
      </Form.Item>
      <Form.Item name="maximum" label={t('inventory.maximum')} extra={t('inventory.maximumHint')}>
        <ScaledInput decimals={3} suffix={unit} />
      </Form.Item>
      <Form.Item name="bin" label={t('inventory.bin')} extra={t('inventory.binHint')}>
        <Input autoComplete="off" dir="auto" maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}
