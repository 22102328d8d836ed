import { api } from '@/api/client'
import type {
  Adjustment,
  Amount,
  Id,
  Movement,
  Product,
  ProductChanges,
  ProductInput,
  Quantity,
  Receipt,
} from '@/api/types'

export const createProduct = (body: ProductInput) => api.post<Product>('/products', body)
export const updateProduct = (id: Id, version: number, body: ProductChanges) =>
  api.patch<Product>(`/products/${id}`, body, { version })
export const setMinimum = (id: Id, body: { site_id: Id; minimum: Quantity; maximum?: Quantity }) =>
  api.put<Product>(`/products/${id}/minimum`, body)
export const setBin = (id: Id, body: { site_id: Id; bin: string | null }) =>
  api.put<Product>(`/products/${id}/bin`, body)
export const receiveStock = (body: Receipt, idempotencyKey: string) =>
  api.post<{ movements: Movement[]; total: Amount }>('/stock/receipts', body, { idempotencyKey })
export const adjustStock = (body: Adjustment, idempotencyKey: string) =>
  api.post<Movement>('/stock/adjustments', body, { idempotencyKey })
