import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Distributed } from '@/api/types'
import { usePurchasesChanged } from './usePurchasesChanged'

/** Says on which orders the parts are now, and which nobody sells. */
export function useDistributed() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = usePurchasesChanged()
  return async ({ orders, without_supplier }: Distributed) => {
    if (orders.length > 0) {
      message.success(
        t('parts.ordered', { count: orders.length, numbers: orders.map(({ number }) => number).join(', ') }),
      )
    }
    if (without_supplier.length > 0) message.warning(t('parts.withoutSupplier', { count: without_supplier.length }))
    await changed()
  }
}
