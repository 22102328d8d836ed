import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Product } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { Quantity } from '@/ui/Quantity'
import { ScaledInput } from '@/ui/ScaledInput'
import { adjustStock } from './commands'
import { useStockChanged } from './useStockChanged'

interface Fields {
  way: 'counted' | 'change'
  quantity: number
  reason: string
}

/** Corrects the stock: by what was counted, or by more and less. The reason is kept in the ledger. */
export function AdjustDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const changed = useStockChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const way = Form.useWatch('way', form)
  const quantity = Form.useWatch('quantity', form)
  const onHand = product.stock.find(({ site_id }) => site_id === site)?.on_hand ?? 0
  const change = (value: number) => (way === 'change' ? value : value - onHand)
  const save = async (values: Fields) => {
    const body = {
      site_id: site,
      product_id: product.id,
      quantity: change(values.quantity),
      reason: values.reason.trim(),
    }
    await adjustStock(body, key)
    await changed()
  }
  return (
    <FormDialog<Fields>
      title={t('inventory.action.adjust')}
      form={form}
      initial={{ way: 'counted' }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="way">
        <Segmented
          block
          aria-label={t('inventory.action.adjust')}
          options={(['counted', 'change'] as const).map((value) => ({ value, label: t(`inventory.way.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="quantity"
        label={t(`inventory.wayLabel.${way ?? 'counted'}`)}
        rules={[
          { required: true, message: t('form.required') },
          {
            validator: (_rule, value: number | null) =>
              value !== null && change(value) === 0
                ? Promise.reject(new Error(t('inventory.noChange')))
                : Promise.resolve(),
          },
        ]}
        extra={
          <>
            {t('inventory.now')} <Quantity value={onHand} unit={product.unit} />
            {typeof quantity === 'number' && (
              <>
                {' → '}
                <Quantity value={onHand + change(quantity)} unit={product.unit} />
              </>
            )}
          </>
        }
      >
        <ScaledInput decimals={3} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('inventory.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input dir="auto" placeholder={t('inventory.reasonPlaceholder')} />
      </Form.Item>
    </FormDialog>
  )
}
