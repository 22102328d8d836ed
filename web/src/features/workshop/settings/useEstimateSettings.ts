import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { EstimateSettings, Id } from '@/api/types'

/** What a site's estimates are like. It is saved whole: whoever saves a part of it starts from what the others saved. */
export function useEstimateSettings(site: Id) {
  return useQuery({
    queryKey: ['sites', site, 'estimate-settings'],
    queryFn: ({ signal }) => api.get<EstimateSettings>(`/estimate-settings/${site}`, { signal }),
    enabled: site !== '',
  })
}
