import { api } from '@/api/client'
import type {
  Id,
  Leftover,
  LeftoverDecision,
  Quantity,
  SendCore,
  StockTake,
  StockTakeInput,
  StockTakeLine,
  StockTransferInput,
  StoreCore,
  SupplierCreditInput,
  SupplierInvoice,
  SupplierInvoiceInput,
  SupplierReturn,
  SupplierReturnInput,
  SupplierReturnLineInput,
  Transfer,
  TransferExplanation,
  TransferPart,
} from '@/api/types'

export const writeInvoice = (body: SupplierInvoiceInput, idempotencyKey: string) =>
  api.post<SupplierInvoice>('/supplier-invoices', body, { idempotencyKey })
export const matchInvoice = (id: Id) => api.post<SupplierInvoice>(`/supplier-invoices/${id}/match`, {})
export const approveInvoice = (id: Id, reason: string) =>
  api.post<SupplierInvoice>(`/supplier-invoices/${id}/approve`, { reason })
export const cancelInvoice = (id: Id, reason: string) =>
  api.post<SupplierInvoice>(`/supplier-invoices/${id}/cancel`, { reason })

const back = (id: Id) => `/supplier-returns/${id}`

export const createReturn = (body: SupplierReturnInput, idempotencyKey: string) =>
  api.post<SupplierReturn>('/supplier-returns', body, { idempotencyKey })
export const addReturnLine = (id: Id, body: SupplierReturnLineInput) =>
  api.post<SupplierReturn>(`${back(id)}/lines`, body)
export const removeReturnLine = (id: Id, line: Id) => api.del<SupplierReturn>(`${back(id)}/lines/${line}`)
export const shipReturn = (id: Id) => api.post<SupplierReturn>(`${back(id)}/ship`, {})
export const creditReturn = (id: Id, body: SupplierCreditInput, idempotencyKey: string) =>
  api.post<SupplierReturn>(`${back(id)}/credit`, body, { idempotencyKey })
export const settleReturn = (id: Id, reason: string) => api.post<SupplierReturn>(`${back(id)}/settle`, { reason })
export const cancelReturn = (id: Id, reason: string) => api.post<SupplierReturn>(`${back(id)}/cancel`, { reason })
export const decideLeftover = (id: Id, decision: LeftoverDecision, reason?: string) =>
  api.post<Leftover>(`/leftovers/${id}/decide`, { decision, reason: reason ?? null })

const transfer = (id: Id) => `/transfers/${id}`

export const createTransfer = (body: StockTransferInput, idempotencyKey: string) =>
  api.post<Transfer>('/transfers', body, { idempotencyKey })
export const moveTransfer = (id: Id, step: 'ship' | 'receive', lines: TransferPart[], idempotencyKey: string) =>
  api.post<Transfer>(`${transfer(id)}/${step}`, { lines }, { idempotencyKey })
export const explainTransfer = (id: Id, body: TransferExplanation, idempotencyKey: string) =>
  api.post<Transfer>(`${transfer(id)}/explain`, body, { idempotencyKey })
export const cancelTransfer = (id: Id, reason: string) => api.post<Transfer>(`${transfer(id)}/cancel`, { reason })

const take = (id: Id) => `/stock-takes/${id}`

export const beginTake = (body: StockTakeInput, idempotencyKey: string) =>
  api.post<StockTake>('/stock-takes', body, { idempotencyKey })
export const countTake = (id: Id, product: Id, quantity: Quantity) =>
  api.put<StockTakeLine>(`${take(id)}/counts/${product}`, { quantity })
export const finishTake = (id: Id) => api.post<StockTake>(`${take(id)}/finish`, {})
export const recountTake = (id: Id) => api.post<StockTake>(`${take(id)}/recount`, {})
export const approveTake = (id: Id, reason: string) => api.post<StockTake>(`${take(id)}/approve`, { reason })
export const cancelTake = (id: Id, reason: string) => api.post<StockTake>(`${take(id)}/cancel`, { reason })

export const sendCore = (id: Id, body: SendCore, idempotencyKey: string) =>
  api.post<StoreCore>(`/cores/${id}/send`, body, { idempotencyKey })
export const creditCore = (id: Id, body: SupplierCreditInput, idempotencyKey: string) =>
  api.post<StoreCore>(`/cores/${id}/credit`, body, { idempotencyKey })
