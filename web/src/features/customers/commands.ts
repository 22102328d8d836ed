import { api, type Query } from '@/api/client'
import type {
  Bulk,
  BulkInput,
  ConsentInput,
  Consents,
  Contact,
  ContactInput,
  Customer,
  CustomerChanges,
  CustomerInput,
  CustomerMerge,
  CustomerTag,
  CustomerTagInput,
  Erasure,
  Id,
  TimelineEntry,
  TimelineNoteInput,
} from '@/api/types'

export const createCustomer = (body: CustomerInput) => api.post<Customer>('/customers', body, { repeatable: true })
export const updateCustomer = (id: Id, version: number, body: CustomerChanges) =>
  api.patch<Customer>(`/customers/${id}`, body, { version })
export const archiveCustomer = (id: Id) => api.post<Customer>(`/customers/${id}/archive`)
export const subjectData = (id: Id) => api.blob(`/customers/${id}/subject-data`)
export const eraseCustomer = (id: Id) => api.post<Erasure>(`/customers/${id}/erase`)
export const restoreCustomer = (id: Id) => api.post<Customer>(`/customers/${id}/restore`)

export const addContact = (id: Id, body: ContactInput) =>
  api.post<Contact>(`/customers/${id}/contacts`, body, { repeatable: true })
export const updateContact = (id: Id, contact: Id, body: ContactInput) =>
  api.put<Contact>(`/customers/${id}/contacts/${contact}`, body)
export const removeContact = (id: Id, contact: Id) => api.del(`/customers/${id}/contacts/${contact}`)
export const decideConsent = (id: Id, body: ConsentInput) => api.post<Consents>(`/customers/${id}/consents`, body)
export const holdCustomer = (id: Id, reason: string) => api.post<Customer>(`/customers/${id}/hold`, { reason })
export const releaseCustomer = (id: Id) => api.post<Customer>(`/customers/${id}/release`)
export const setCreditLimit = (id: Id, limit: Customer['credit_limit']) =>
  api.post<Customer>(`/customers/${id}/credit-limit`, { limit })
export const mergeCustomers = (into: Id, from: Id) => api.post<CustomerMerge>(`/customers/${into}/merge`, { from })
export const undoMerge = (merge: CustomerMerge) =>
  api.post<CustomerMerge>(`/customers/${merge.into_id}/merges/${merge.id}/undo`)
export const noteEntry = (id: Id, body: TimelineNoteInput) =>
  api.post<TimelineEntry>(`/customers/${id}/timeline`, body, { repeatable: true })
export const strikeEntry = (id: Id, entry: Id) => api.post<TimelineEntry>(`/customers/${id}/timeline/${entry}/strike`)
export const startBulk = (body: BulkInput, query?: Query) => api.post<Bulk>('/customers/bulk', body, { query })
export const undoBulk = (id: Id) => api.post<Bulk>(`/customers/bulk/${id}/undo`)
export const createTag = (body: CustomerTagInput) => api.post<CustomerTag>('/customer-tags', body, { repeatable: true })
export const updateTag = (id: Id, body: CustomerTagInput) => api.put<CustomerTag>(`/customer-tags/${id}`, body)
export const turnTag = (id: Id, verb: 'retire' | 'restore') => api.post<CustomerTag>(`/customer-tags/${id}/${verb}`)
export const deleteTag = (id: Id) => api.del(`/customer-tags/${id}`)
export const tagCustomer = (id: Id, tag: Id) => api.put<Customer>(`/customers/${id}/tags/${tag}`, {})
export const untagCustomer = (id: Id, tag: Id) => api.del<Customer>(`/customers/${id}/tags/${tag}`)
