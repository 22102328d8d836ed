import { type QueryClient, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, PayReport, PayTerms, PayTermsInput } from '@/api/types'
import { useAll } from '@/ui/useAll'
import type { Period } from '../queries'

export function usePayReport(site: Id, period: Period) {
  return useQuery({
    queryKey: ['pay', 'report', site, period],
    queryFn: ({ signal }) => api.get<PayReport>(`/pay/${site}/report`, { query: { ...period }, signal }),
    enabled: site !== '',
  })
}

export const usePayTerms = (site: Id) => useAll<PayTerms>('/pay-terms', { site }, site !== '')

export const savePayTerms = (body: PayTermsInput) => api.put<PayTerms>('/pay-terms', body)
export const removePayTerms = (id: Id) => api.del(`/pay-terms/${id}`)

export const payChanged = (client: QueryClient) =>
  Promise.all(['pay', 'pay-terms'].map((part) => client.invalidateQueries({ queryKey: [part] })))
