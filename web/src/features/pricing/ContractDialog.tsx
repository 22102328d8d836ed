import { useQueryClient } from '@tanstack/react-query'
import { Form, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, ContractPrice, Id } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { ProductPicker } from '@/features/canned-jobs/ProductPicker'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { pricesChanged, saveContract } from './queries'

interface Fields {
  customer_id?: Id
  product_id?: Id
  unit_price?: Amount
  change?: number
}

/** The price of an article for a customer, or a level for all parts. */
export function ContractDialog({ contract, onClose }: { contract?: ContractPrice; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site_id = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const [form] = Form.useForm<Fields>()
  const [all, setAll] = useState(contract?.change !== null && contract !== undefined)
  const required = [{ required: true, message: t('form.required') }]
  const save = async ({ customer_id, product_id, unit_price, change }: Fields) => {
    const customer = contract?.customer_id ?? customer_id
    if (!customer) return
    const product = contract?.product?.id ?? product_id
    const price = all ? { change } : { product_id: product, unit_price }
    await saveContract({ site_id, customer_id: customer, ...price })
    await pricesChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={
        contract
          ? `${contract.customer_name} · ${contract.product?.name ?? t('prices.allParts')}`
          : t('prices.newContract')
      }
      form={form}
      initial={contract && { unit_price: contract.unit_price ?? undefined, change: contract.change ?? undefined }}
      onSave={save}
      onClose={onClose}
    >
      {!contract && (
        <>
          <Form.Item name="customer_id" label={t('prices.customer')} rules={required}>
            <CustomerPicker autoFocus />
          </Form.Item>
          <Form.Item>
            <Segmented<boolean>
              value={all}
              onChange={setAll}
              options={[
                { value: false, label: t('prices.oneArticle') },
                { value: true, label: t('prices.allParts') },
              ]}
            />
          </Form.Item>
        </>
      )}
      {!contract && !all && (
        <Form.Item name="product_id" label={t('prices.article')} rules={required} preserve={false}>
          <ProductPicker products={[]} />
        </Form.Item>
      )}
      {all ? (
        <Form.Item
          name="change"
          label={t('prices.change')}
          extra={t('prices.changeHint')}
          rules={required}
          preserve={false}
        >
          <ScaledInput decimals={2} min={-10_000} max={10_000} suffix="%" />
        </Form.Item>
      ) : (
        <Form.Item name="unit_price" label={t('prices.contractPrice')} rules={required} preserve={false}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
      )}
    </FormDialog>
  )
}
