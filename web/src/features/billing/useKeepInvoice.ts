import { useQueryClient } from '@tanstack/react-query'
import type { Invoice } from '@/api/types'
import { useKeepRecord } from '@/ui/useRecord'

/** After issuing or paying: the invoice as answered; its order shows the same. */
export function useKeepInvoice() {
  const client = useQueryClient()
  const keep = useKeepRecord<Invoice>('/invoices')
  return (invoice: Invoice) => {
    client.invalidateQueries({ queryKey: ['work-orders'] })
    return keep(invoice)
  }
}
