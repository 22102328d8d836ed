import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  CustomerLoyalty,
  GrantPoints,
  Id,
  LoyaltyEntry,
  LoyaltyLiability,
  LoyaltySettings,
  Page,
  SetLoyalty,
  SetReferrer,
} from '@/api/types'

type Asked = { signal: AbortSignal }

export const loyaltySettings = (site: Id) => ({
  queryKey: ['sites', site, 'loyalty'],
  queryFn: ({ signal }: Asked) => api.get<LoyaltySettings>(`/loyalty-settings/${site}`, { signal }),
  enabled: site !== '',
})
export const setLoyalty = (site: Id, version: number, body: SetLoyalty) =>
  api.put<LoyaltySettings>(`/loyalty-settings/${site}`, body, { version })

export const customerLoyalty = (customer: Id, site: Id) => ({
  queryKey: ['loyalty', customer, site],
  queryFn: ({ signal }: Asked) => api.get<CustomerLoyalty>(`/loyalty/${customer}`, { query: { site }, signal }),
  enabled: site !== '',
})
export const loyaltyEntries = (
  customer: Id,
  query: { site: Id; after?: string; limit: number },
  signal?: AbortSignal,
) => api.get<Page<LoyaltyEntry>>(`/loyalty/${customer}/entries`, { query, signal })
export const grantPoints = (customer: Id, body: GrantPoints, idempotencyKey: string) =>
  api.post<CustomerLoyalty>(`/loyalty/${customer}/entries`, body, { idempotencyKey })
export const setReferrer = (customer: Id, body: SetReferrer) =>
  api.put<CustomerLoyalty>(`/loyalty/${customer}/referrer`, body)

export const loyaltyLiability = (site: Id, until: string) => ({
  queryKey: ['loyalty', 'liability', site, until],
  queryFn: ({ signal }: Asked) =>
    api.get<LoyaltyLiability>(`/loyalty-liabilities/${site}`, { query: { until }, signal }),
})

const STALE = ['loyalty', 'invoices']

/** Reads anew what points change. */
export async function pointsMoved(client: QueryClient) {
  await Promise.all(STALE.map((stale) => client.invalidateQueries({ queryKey: [stale] })))
}

export function usePointsMoved() {
  const client = useQueryClient()
  return () => pointsMoved(client)
}
