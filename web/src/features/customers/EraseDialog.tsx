import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Customer, ErasureOutlook } from '@/api/types'
import { ConfirmErasure } from './ConfirmErasure'
import { eraseCustomer } from './commands'
import { useCustomersChanged } from './queries'

/** Forgets a customer, after it was said what is kept until when. */
export function EraseDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const { id, name } = customer
  const outlook = useQuery({
    queryKey: ['customers', 'erasure', id],
    queryFn: ({ signal }) => api.get<ErasureOutlook>(`/customers/${id}/erasure`, { signal }),
    // What is under way is as it is now.
    gcTime: 0,
  })
  const erase = async () => {
    await eraseCustomer(id)
    changed('vehicles', 'work-orders', 'invoices')
    message.success(t('erasure.done'))
  }
  return (
    <ConfirmErasure
      title={t('erasure.dialog', { name })}
      outlook={outlook.data}
      now={t('erasure.now')}
      word={name}
      onErase={erase}
      onClose={onClose}
    />
  )
}
