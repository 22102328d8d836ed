import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, Id, Quantity, Supplier, SupplierItem } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { setItem } from './commands'

export interface Article {
  id: Id
  name: string
  unit: string
  item?: SupplierItem
}

interface Fields {
  article_number?: string
  pack_size: Quantity
  pack_cost: Amount | null
  preferred: boolean
}

/** How a supplier sells an article. */
export function ItemDialog({
  supplier,
  article,
  onClose,
}: {
  supplier: Supplier
  article: Article
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const { item } = article
  const save = async ({ article_number, ...rest }: Fields) => {
    await setItem(supplier.id, article.id, { ...rest, article_number: article_number?.trim() || null })
    await Promise.all(['supplier-items', 'reorder'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  return (
    <FormDialog<Fields>
      title={article.name}
      form={form}
      initial={{
        article_number: item?.article_number ?? '',
        pack_size: item?.pack_size ?? 1000,
        pack_cost: item?.pack_cost ?? null,
        preferred: item?.preferred ?? true,
      }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="article_number" label={t('purchasing.articleNumber')}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
      <Form.Item
        name="pack_size"
        label={t('purchasing.packSize')}
        extra={t('purchasing.packSizeHint')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <ScaledInput decimals={3} suffix={t(`inventory.units.${article.unit}`, { defaultValue: article.unit })} />
      </Form.Item>
      <Form.Item name="pack_cost" label={t('purchasing.packCost')}>
        <MoneyInput currency={supplier.currency} />
      </Form.Item>
      <Form.Item name="preferred" label={t('purchasing.preferred')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
