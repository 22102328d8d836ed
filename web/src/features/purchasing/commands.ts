import { api } from '@/api/client'
import type {
  Amount,
  Distributed,
  Id,
  PurchaseArrivals,
  PurchaseLineInput,
  PurchaseOrder,
  PurchaseOrderInput,
  Quantity,
  Substitute,
  Supplier,
  SupplierChanges,
  SupplierInput,
  SupplierItem,
  SupplierItemInput,
} from '@/api/types'

const order = (id: Id) => `/purchase-orders/${id}`

export const createSupplier = (body: SupplierInput) => api.post<Supplier>('/suppliers', body)
export const updateSupplier = (id: Id, version: number, body: SupplierChanges) =>
  api.patch<Supplier>(`/suppliers/${id}`, body, { version })
export const setItem = (supplier: Id, product: Id, body: SupplierItemInput) =>
  api.put<SupplierItem>(`/suppliers/${supplier}/items/${product}`, body)
export const removeItem = (supplier: Id, product: Id) => api.del(`/suppliers/${supplier}/items/${product}`)

export const createOrder = (body: PurchaseOrderInput, idempotencyKey: string) =>
  api.post<PurchaseOrder>('/purchase-orders', body, { idempotencyKey })
export const orderShort = (site_id: Id, idempotencyKey: string) =>
  api.post<Distributed>('/purchase-orders/order-short', { site_id }, { idempotencyKey })
export const reorder = (site_id: Id, lines: { product_id: Id; quantity: Quantity }[], idempotencyKey: string) =>
  api.post<Distributed>('/purchase-orders/reorder', { site_id, lines }, { idempotencyKey })
export const updateOrder = (id: Id, body: { expected_on?: string | null; notes?: string | null }) =>
  api.patch<PurchaseOrder>(order(id), body)
export const addLine = (id: Id, body: PurchaseLineInput) => api.post<PurchaseOrder>(`${order(id)}/lines`, body)
export const updateLine = (id: Id, line: Id, body: { packs?: Quantity; pack_cost?: Amount }) =>
  api.patch<PurchaseOrder>(`${order(id)}/lines/${line}`, body)
export const removeLine = (id: Id, line: Id) => api.del<PurchaseOrder>(`${order(id)}/lines/${line}`)
export const substitute = (id: Id, line: Id, body: Substitute) =>
  api.post<PurchaseOrder>(`${order(id)}/lines/${line}/substitute`, body)
/** Marks it as sent; `mail` sends it to the supplier, too. */
export const sendOrder = (id: Id, mail = false) => api.post<PurchaseOrder>(`${order(id)}/send`, { mail })
export const closeOrder = (id: Id) => api.post<PurchaseOrder>(`${order(id)}/close`, {})
export const cancelOrder = (id: Id, reason: string) => api.post<PurchaseOrder>(`${order(id)}/cancel`, { reason })
export const receiveOrder = (id: Id, body: PurchaseArrivals, idempotencyKey: string) =>
  api.post<PurchaseOrder>(`${order(id)}/receive`, body, { idempotencyKey })
