import { Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, ProductRow, PurchaseLine, PurchaseOrder } from '@/api/types'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { useKeepRecord } from '@/ui/useRecord'
import { substitute } from './commands'
import { usePurchasesChanged } from './usePurchasesChanged'

interface Props {
  order: PurchaseOrder
  line: PurchaseLine
  onClose: () => void
}

interface Fields {
  product_id?: string
  pack_cost: Amount | null
}

/** Another part comes than was ordered: which, and at what price. The jobs that wait for it get it, and their customers are asked again if it is dearer. */
export function SubstituteDialog({ order, line, onClose }: Props) {
  const { t } = useTranslation()
  const keep = useKeepRecord<PurchaseOrder>('/purchase-orders')
  const changed = usePurchasesChanged()
  const [form] = Form.useForm<Fields>()
  const [part, setPart] = useState<ProductRow | null>(null)
  const pick = (product: ProductRow) => {
    setPart(product)
    form.setFieldValue('product_id', product.id)
  }
  const save = async ({ product_id = '', pack_cost }: Fields) => {
    keep(await substitute(order.id, line.id, { product_id, pack_cost }))
    await changed()
  }
  return (
    <FormDialog<Fields>
      title={t('purchasing.substituteTitle', { name: line.description })}
      form={form}
      initial={{ pack_cost: null }}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted">{t('purchasing.substituteHint')}</p>
      <Form.Item name="product_id" rules={[{ required: true, message: t('purchasing.substituteWhich') }]}>
        <Chosen part={part} />
      </Form.Item>
      <ProductSearch site={order.site_id} onPick={pick} autoFocus />
      {line.pack_cost !== null && (
        <Form.Item name="pack_cost" label={t('purchasing.packCost')}>
          <MoneyInput currency={order.currency} label={t('purchasing.packCost')} />
        </Form.Item>
      )}
    </FormDialog>
  )
}

function Chosen({ part }: { part: ProductRow | null }) {
  if (!part) return null
  return (
    <strong>
      <bdi>{part.name}</bdi> <span className="code">{part.sku}</span>
    </strong>
  )
}
