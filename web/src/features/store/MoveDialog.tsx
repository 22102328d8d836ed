import { useQueryClient } from '@tanstack/react-query'
import { Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, Quantity as Thousandths } from '@/api/types'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { scanned } from '@/features/scan/lookUp'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { ScanField } from '@/ui/ScanField'
import { LocationSelect } from './LocationSelect'
import { moveStock, useLocations } from './locations'

interface Article {
  id: Id
  name: string
  unit: string
}

interface Fields {
  from: Id | null
  to: Id | null
  quantity: Thousandths
}

interface Props {
  site: Id
  /** Searched or scanned without. */
  article?: Article
  from?: Id | null
  to?: Id | null
  quantity?: Thousandths
  onClose: () => void
}

/** Brings an article from one place of the site to another. */
export function MoveDialog({ site, article: given, from = null, to = null, quantity = 1000, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [article, setArticle] = useState(given)
  const [form] = Form.useForm<Fields>()
  const locations = useLocations(site).data ?? []
  const save = async (fields: Fields) => {
    if (!article) return
    await moveStock({ ...fields, site_id: site, product_id: article.id }, key)
    for (const stale of ['products', 'stock/locations']) await client.invalidateQueries({ queryKey: [stale] })
    await client.invalidateQueries({ predicate: ({ queryKey: [path] }) => String(path).startsWith('stock/locations/') })
  }
  const unit = article && t(`inventory.units.${article.unit}`, { defaultValue: article.unit })
  return (
    <FormDialog<Fields>
      title={article ? t('location.moveOf', { name: article.name }) : t('location.move')}
      form={form}
      initial={{ from, to, quantity }}
      onSave={save}
      onClose={onClose}
      ok={t('location.move')}
      goesOn={!article}
    >
      {!article && <Which site={site} onPick={setArticle} />}
      {article && (
        <>
          <Form.Item name="from" label={t('location.from')}>
            <LocationSelect locations={locations} label={t('location.from')} />
          </Form.Item>
          <Form.Item name="to" label={t('location.to')}>
            <LocationSelect locations={locations} label={t('location.to')} />
          </Form.Item>
          <Form.Item
            name="quantity"
            label={t('workshop.quantity')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <ScaledInput decimals={3} min={1} suffix={unit} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}

function Which({ site, onPick }: { site: Id; onPick: (article: Article) => void }) {
  const { t } = useTranslation()
  const find = async (code: string) => {
    const found = await scanned(site, code)
    if (found?.article) onPick(found.article)
    return Boolean(found?.article)
  }
  return (
    <div className="stack">
      <ScanField autoFocus label={t('issue.scan')} onCode={find} />
      <ProductSearch site={site} onPick={onPick} />
    </div>
  )
}
