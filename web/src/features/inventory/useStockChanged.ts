import { useQueryClient } from '@tanstack/react-query'

/** After stock moved: everything on screen that shows it follows. */
export function useStockChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['products'] })
}
