import { api } from '@/api/client'
import type { Amount, Id, Invoice, Tender } from '@/api/types'

export interface PaymentInput {
  tender: Tender
  amount: Amount
  reference?: string
}

export const issueInvoice = (id: Id, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/issue`, {}, { idempotencyKey })
export const takePayment = (id: Id, body: PaymentInput, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/payments`, body, { idempotencyKey })
