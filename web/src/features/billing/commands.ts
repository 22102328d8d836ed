import { api } from '@/api/client'
import type { Id, Invoice, PaymentInput } from '@/api/types'

export const issueInvoice = (id: Id, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/issue`, {}, { idempotencyKey })
export const takePayment = (id: Id, body: PaymentInput, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/payments`, body, { idempotencyKey })
