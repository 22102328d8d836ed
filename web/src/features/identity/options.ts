import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { SignInOptions } from '@/api/types'

/** How one can sign in here. */
export function useSignInOptions() {
  return useQuery({
    queryKey: ['sign-in-options'],
    queryFn: ({ signal }) => api.get<SignInOptions>('/auth/options', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
