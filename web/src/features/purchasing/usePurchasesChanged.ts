import { useQueryClient } from '@tanstack/react-query'

const SHOWN = ['purchase-orders', 'reorder', 'reservations', 'products', 'work-orders']

/** After something was ordered or came: everything on screen that shows it follows. */
export function usePurchasesChanged() {
  const client = useQueryClient()
  return () => Promise.all(SHOWN.map((key) => client.invalidateQueries({ queryKey: [key] })))
}
