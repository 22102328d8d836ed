import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrder } from '@/api/types'
import { updateOrder } from './commands'
import type { ChangeOrder } from './OrderPage'

/** The day on which it is expected; a back-order that comes later is said here. */
export function ExpectedField({ order, change }: { order: PurchaseOrder; change: ChangeOrder }) {
  const { t } = useTranslation()
  return (
    <Input
      type="date"
      size="small"
      aria-label={t('purchasing.expectedOn')}
      value={order.expected_on ?? ''}
      onChange={({ target }) => change(updateOrder(order.id, { expected_on: target.value || null }))}
    />
  )
}
