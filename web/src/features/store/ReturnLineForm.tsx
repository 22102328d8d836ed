import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { ReturnReason, SupplierReturn } from '@/api/types'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { addReturnLine } from './commands'

const REASONS: ReturnReason[] = ['not_needed', 'wrong_part', 'defective', 'over_delivered', 'warranty', 'other']

/** How many and why, and then which part: picking it puts it on the return. */
export function ReturnLineForm({ back }: { back: SupplierReturn }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const keep = useKeepRecord<SupplierReturn>('/supplier-returns')
  const [reason, setReason] = useState<ReturnReason>('not_needed')
  const [quantity, setQuantity] = useState<number | null>(1000)
  const add = (product_id: string) =>
    addReturnLine(back.id, { product_id, quantity: quantity || 1000, reason }).then(keep, (refusal: unknown) => {
      message.error(errorText(refusal))
    })
  return (
    <div className="panel-body stack">
      <div className="row wrap">
        <Select
          aria-label={t('store.why')}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`store.reason.${value}`) }))}
          popupMatchSelectWidth={false}
        />
        <ScaledInput decimals={3} label={t('inventory.quantity')} value={quantity} onChange={setQuantity} />
      </div>
      <ProductSearch site={back.site_id} autoFocus={false} onPick={({ id }) => add(id)} />
    </div>
  )
}
