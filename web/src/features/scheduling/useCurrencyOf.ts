import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, Site } from '@/api/types'
import { learnCurrency } from '@/ui/currency'

/** The currency of a record's site, whichever is chosen. */
export function useCurrencyOf(id: Id): string | undefined {
  return useQuery({
    queryKey: ['sites', id],
    queryFn: async ({ signal }) => {
      const site = await api.get<Site>(`/sites/${id}`, { signal })
      learnCurrency(site.currency, site.currency_decimals)
      return site
    },
    enabled: id !== '',
    staleTime: 300_000,
  }).data?.currency
}
