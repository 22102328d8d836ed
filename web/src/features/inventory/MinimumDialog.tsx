import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Product } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { setMinimum } from './commands'
import { useStockChanged } from './useStockChanged'

interface Fields {
  minimum: number
  maximum: number | null
}

/** Below this quantity the article is on the morning list. */
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
      initial={{ minimum: level?.minimum ?? 0, maximum: level?.maximum || null }}
      onSave={async ({ minimum, maximum }) => {
        await setMinimum(product.id, { site_id: site, minimum, maximum: maximum ?? 0 })
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
    </FormDialog>
  )
}
