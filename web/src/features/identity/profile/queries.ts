import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { OidcLink, Page, Passkey, SecondFactor } from '@/api/types'

export function useSecondFactor() {
  return useQuery({
    queryKey: ['me', 'second-factor'],
    queryFn: ({ signal }) => api.get<SecondFactor>('/me/second-factor', { signal }),
  })
}

/** One's own passkeys, where the garage's address can have some. */
export function usePasskeys(offered: boolean) {
  return useQuery({
    queryKey: ['me', 'passkeys'],
    queryFn: ({ signal }) => api.get<Page<Passkey>>('/me/passkeys', { signal }),
    enabled: offered,
  })
}

export function useOidcLink(offered: boolean) {
  return useQuery({
    queryKey: ['me', 'oidc'],
    queryFn: ({ signal }) => api.get<OidcLink>('/me/oidc', { signal }),
    enabled: offered,
  })
}

/** After a change of how one signs in: sessions and the log follow. */
export function useSecurityChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('me') })
}
