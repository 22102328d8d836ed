import { api } from '@/api/client'
import type { Id, SupplierInvoice, SupplierInvoiceInput } from '@/api/types'

export const writeInvoice = (body: SupplierInvoiceInput, idempotencyKey: string) =>
  api.post<SupplierInvoice>('/supplier-invoices', body, { idempotencyKey })
export const matchInvoice = (id: Id) => api.post<SupplierInvoice>(`/supplier-invoices/${id}/match`, {})
export const approveInvoice = (id: Id, reason: string) =>
  api.post<SupplierInvoice>(`/supplier-invoices/${id}/approve`, { reason })
export const cancelInvoice = (id: Id, reason: string) =>
  api.post<SupplierInvoice>(`/supplier-invoices/${id}/cancel`, { reason })
