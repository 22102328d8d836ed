import { useQueryClient } from '@tanstack/react-query'

const STALE = ['dunning-letters', 'dunning-pauses', 'dunning-figures', 'messages', 'customers']

/** Reads anew what letters change. */
export function useReload() {
  const client = useQueryClient()
  return async () => {
    await Promise.all(STALE.map((stale) => client.invalidateQueries({ queryKey: [stale] })))
  }
}
