import { Form, type FormInstance, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, Id, Quantity } from '@/api/types'
import { scanned } from '@/features/scan/lookUp'
import { CameraButton } from '@/ui/CameraButton'
import { ProductSearch } from './ProductSearch'
import { ReceiveLine } from './ReceiveLine'
import './inventory.css'

export interface ReceiveLineFields {
  article: { id: Id; sku: string; name: string; unit: string }
  quantity: Quantity
  unit_cost: Amount
}
export interface ReceiveFields {
  reference?: string
  lines?: ReceiveLineFields[]
}

interface Props {
  form: FormInstance<ReceiveFields>
  currency: string
  site: Id
}

/** Lines of a delivery; a known article picked again counts one more. */
export function ReceiveLines({ form, currency, site }: Props) {
  const { t } = useTranslation()
  const search = useRef<InputRef>(null)
  const [picked, setPicked] = useState<{ row: number } | null>(null)
  useEffect(() => {
    if (picked) form.focusField(['lines', picked.row, 'quantity'])
  }, [picked, form])
  const pick = ({ id, sku, name, unit }: ReceiveLineFields['article']) => {
    const known = form.getFieldValue('lines') as ReceiveLineFields[]
    const index = known.findIndex(({ article }) => article.id === id)
    const next =
      index < 0
        ? [...known, { article: { id, sku, name, unit }, quantity: 1000 } as ReceiveLineFields]
        : known.map((line, at) => (at === index ? { ...line, quantity: (line.quantity ?? 0) + 1000 } : line))
    form.setFieldValue('lines', next)
    const row = index < 0 ? next.length - 1 : index
    setPicked({ row })
  }
  const scan = async (code: string) => {
    const article = (await scanned(site, code).catch(() => null))?.article
    if (article) pick(article)
    return Boolean(article)
  }
  return (
    <Form.List
      name="lines"
      rules={[
        {
          validator: (_rule, value: unknown[] | undefined) =>
            value?.length ? Promise.resolve() : Promise.reject(new Error(t('inventory.noLines'))),
        },
      ]}
    >
      {(fields, { remove }, { errors }) => (
        <>
          {fields.length > 0 && (
            <div className="receive-line receive-head" aria-hidden>
              <span>{t('inventory.article')}</span>
              <span>{t('inventory.quantity')}</span>
              <span>{t('inventory.unitCost')}</span>
            </div>
          )}
          {fields.map(({ key, name }) => (
            <ReceiveLine
              key={key}
              at={name}
              article={form.getFieldValue(['lines', name, 'article'])}
              currency={currency}
              onNext={() => search.current?.focus()}
              onCost={() => form.focusField(['lines', name, 'unit_cost'])}
              onRemove={() => remove(name)}
            />
          ))}
          <div className="row">
            <div className="grow">
              <ProductSearch ref={search} site={site} onPick={pick} autoFocus={false} />
            </div>
            <CameraButton label={t('inventory.addArticle')} onCode={scan} />
          </div>
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  )
}
