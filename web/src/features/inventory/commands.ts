import { api } from '@/api/client'
import type { Amount, Id, Movement, Product, ProductInput, Quantity } from '@/api/types'

export interface ReceiptLine {
  product_id: Id
  quantity: Quantity
  unit_cost: Amount
}
export interface Receipt {
  site_id: Id
  reference?: string
  lines: ReceiptLine[]
}
export interface Adjustment {
  site_id: Id
  product_id: Id
  quantity: Quantity
  reason: string
}

export const createProduct = (body: ProductInput) => api.post<Product>('/products', body)
export const updateProduct = (id: Id, version: number, body: Partial<ProductInput>) =>
  api.patch<Product>(`/products/${id}`, body, { version })
export const setMinimum = (id: Id, site_id: Id, minimum: Quantity) =>
  api.put<Product>(`/products/${id}/minimum`, { site_id, minimum })
export const receiveStock = (body: Receipt, idempotencyKey: string) =>
  api.post<{ movements: Movement[] }>('/stock/receipts', body, { idempotencyKey })
export const adjustStock = (body: Adjustment, idempotencyKey: string) =>
  api.post<Movement>('/stock/adjustments', body, { idempotencyKey })
