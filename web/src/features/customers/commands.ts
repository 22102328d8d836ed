import { api } from '@/api/client'
import type { Customer, CustomerChanges, CustomerInput, Id } from '@/api/types'

export const createCustomer = (body: CustomerInput) => api.post<Customer>('/customers', body, { repeatable: true })
export const updateCustomer = (id: Id, version: number, body: CustomerChanges) =>
  api.patch<Customer>(`/customers/${id}`, body, { version })
export const archiveCustomer = (id: Id) => api.post<Customer>(`/customers/${id}/archive`)
export const restoreCustomer = (id: Id) => api.post<Customer>(`/customers/${id}/restore`)
