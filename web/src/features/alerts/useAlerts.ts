import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { BillingAlerts, Id } from '@/api/types'

const MINUTES = 5 * 60_000

/** What waits for whoever keeps the books. Time alone makes a document overdue, so it is asked again by itself. */
export const useAlerts = (site: Id | undefined) =>
  useQuery({
    queryKey: ['billing-alerts', site],
    queryFn: ({ signal }) => api.get<BillingAlerts>('/billing-alerts', { query: { site }, signal }),
    refetchInterval: MINUTES,
  }).data
