import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { errorText } from '@/api/problem'
import { useKeepRecord } from '@/ui/useRecord'

const FOLLOW = ['purchase-orders', 'purchase-lines', 'products', 'reorder', 'reservations']

/** After goods or papers moved: everything on screen that shows them follows. */
export function useStoreChanged() {
  const client = useQueryClient()
  return () => Promise.all(FOLLOW.map((key) => client.invalidateQueries({ queryKey: [key] })))
}

/** Sends a change of the paper on screen; a refusal is said. */
export function useChange<T extends { id: string }>(path: string) {
  const { message } = App.useApp()
  const keep = useKeepRecord<T>(path)
  const changed = useStoreChanged()
  return (request: Promise<T>) =>
    request.then(
      async (paper) => {
        keep(paper)
        await changed()
        return true
      },
      (refusal: unknown) => {
        message.error(errorText(refusal))
        return false
      },
    )
}
