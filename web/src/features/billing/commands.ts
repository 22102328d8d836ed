import { api } from '@/api/client'
import type {
  Cheque,
  ChequeSlip,
  CloseDayInput,
  CreditNote,
  CreditNoteInput,
  CreditNotePreview,
  DayClose,
  Deposit,
  DepositInput,
  Id,
  Invoice,
  PaymentInput,
  ReceiptInput,
  ReceiptPreview,
  ReceiptPreviewInput,
  RefundInput,
  TogetherPreview,
} from '@/api/types'

export const issueInvoice = (id: Id, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/issue`, {}, { idempotencyKey })
export const previewTogether = (invoice_ids: Id[], signal?: AbortSignal) =>
  api.post<TogetherPreview>('/invoices/together/preview', { invoice_ids }, { signal })
export const issueTogether = (invoice_ids: Id[], idempotencyKey: string) =>
  api.post<Invoice>('/invoices/together', { invoice_ids }, { idempotencyKey })
export const takePayment = (id: Id, body: PaymentInput, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/payments`, body, { idempotencyKey })
export const refundPayment = (id: Id, body: RefundInput, idempotencyKey: string) =>
  api.post<Invoice>(`/invoices/${id}/refunds`, body, { idempotencyKey })

export const previewCredit = (id: Id, body: CreditNoteInput, signal?: AbortSignal) =>
  api.post<CreditNotePreview>(`/invoices/${id}/credit-notes/preview`, body, { signal })
export const issueCredit = (id: Id, body: CreditNoteInput, idempotencyKey: string) =>
  api.post<CreditNote>(`/invoices/${id}/credit-notes`, body, { idempotencyKey })

export const takeDeposit = (body: DepositInput, idempotencyKey: string) =>
  api.post<Deposit>('/deposits', body, { idempotencyKey })
export const refundDeposit = (id: Id, body: RefundInput, idempotencyKey: string) =>
  api.post<Deposit>(`/deposits/${id}/refund`, body, { idempotencyKey })
export const applyDeposit = (id: Id, invoice_id: Id, idempotencyKey: string) =>
  api.post<Deposit>(`/deposits/${id}/apply`, { invoice_id }, { idempotencyKey })

export const previewReceipt = (body: ReceiptPreviewInput, signal?: AbortSignal) =>
  api.post<ReceiptPreview>('/receipts/preview', body, { signal })
export const takeReceipt = (body: ReceiptInput, idempotencyKey: string) =>
  api.post<Deposit>('/receipts', body, { idempotencyKey })

export const bankCheques = (site_id: Id, cheque_ids: Id[], idempotencyKey: string) =>
  api.post<ChequeSlip>('/cheque-slips', { site_id, cheque_ids }, { idempotencyKey })
export const clearCheque = (id: Id, idempotencyKey: string) =>
  api.post<Cheque>(`/cheques/${id}/clear`, {}, { idempotencyKey })
export const bounceCheque = (id: Id, reason: string, idempotencyKey: string) =>
  api.post<Cheque>(`/cheques/${id}/bounce`, { reason }, { idempotencyKey })

export const closeDay = (body: CloseDayInput, idempotencyKey: string) =>
  api.post<DayClose>('/day-closes', body, { idempotencyKey })
