import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { CustomerExemption, CustomerExemptionInput, Id, WorkOrder } from '@/api/types'

const at = (customer: Id) => `/customers/${customer}/exemptions`

/** A customer's certificates, the one that ends last first. */
export function useExemptions(customer: Id, enabled = true) {
  return useQuery({
    queryKey: ['customers', 'exemptions', customer],
    queryFn: async ({ signal }) => (await api.get<{ items: CustomerExemption[] }>(at(customer), { signal })).items,
    enabled,
  })
}

export const addExemption = (customer: Id, body: CustomerExemptionInput) =>
  api.post<CustomerExemption>(at(customer), body, { repeatable: true })
export const updateExemption = (customer: Id, id: Id, body: CustomerExemptionInput) =>
  api.put<CustomerExemption>(`${at(customer)}/${id}`, body)
export const removeExemption = (customer: Id, id: Id) => api.del(`${at(customer)}/${id}`)

export const exemptOrder = (order: Id, exemption_id: Id | null) =>
  api.put<WorkOrder>(`/work-orders/${order}/exemption`, { exemption_id })
