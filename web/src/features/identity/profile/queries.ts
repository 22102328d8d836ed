import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { SecondFactor } from '@/api/types'

export function useSecondFactor() {
  return useQuery({
    queryKey: ['me', 'second-factor'],
    queryFn: ({ signal }) => api.get<SecondFactor>('/me/second-factor', { signal }),
  })
}

/** After a change of how one signs in: sessions and the log follow. */
export function useSecurityChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('me') })
}
