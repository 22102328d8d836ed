import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Product } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { formatMoney } from '@/ui/currency'
import { FormDrawer } from '@/ui/FormDrawer'
import { useLanguage } from '@/ui/useLanguage'
import { receiveStock } from './commands'
import { type ReceiveFields, type ReceiveLineFields, ReceiveLines } from './ReceiveLines'
import { useStockChanged } from './useStockChanged'

interface Props {
  /** Already on the first line. */
  product?: Product
  onClose: () => void
}

/** A delivery comes in: article by code or words, quantity, cost, next. */
export function ReceiveForm({ product, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const siteId = useSiteId()
  const site = useSite()
  const language = useLanguage()
  const changed = useStockChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<ReceiveFields>()
  if (!site) return null
  const save = async ({ reference }: ReceiveFields) => {
    const lines = form.getFieldValue('lines') as ReceiveLineFields[]
    const sent = lines.map(({ article, quantity, unit_cost }) => ({ product_id: article.id, quantity, unit_cost }))
    const { movements, total } = await receiveStock(
      { site_id: siteId, reference: reference?.trim() || undefined, lines: sent },
      key,
    )
    message.success(
      t('inventory.received', { count: movements.length, total: formatMoney(total, site.currency, language) }),
    )
    await changed()
  }
  const average = product?.stock.find(({ site_id }) => site_id === siteId)?.average_cost ?? undefined
  return (
    <FormDrawer<ReceiveFields>
      title={t('inventory.receiveTitle', { site: site.name })}
      size={680}
      form={form}
      initial={product ? { lines: [{ article: product, quantity: 1000, unit_cost: average }] as never } : { lines: [] }}
      onSave={save}
      onClose={onClose}
      ok={t('inventory.receiveGo')}
    >
      <Form.Item name="reference" label={t('inventory.deliveryNote')}>
        <Input autoFocus={!product} autoComplete="off" dir="auto" />
      </Form.Item>
      <ReceiveLines form={form} currency={site.currency} site={siteId} />
    </FormDrawer>
  )
}
