import { api } from '@/api/client'
import type {
  ChangeQuote,
  ConvertQuote,
  Customer,
  CustomerInput,
  Id,
  MakeQuote,
  Vehicle,
  VehicleInput,
  WorkOrder,
} from '@/api/types'

export const makeQuote = (body: MakeQuote) => api.post<WorkOrder>('/quotes', body, { repeatable: true })
export const changeQuote = (id: Id, version: number, body: ChangeQuote) =>
  api.patch<WorkOrder>(`/quotes/${id}`, body, { version })
export const convertQuote = (id: Id, body: ConvertQuote) =>
  api.post<WorkOrder>(`/quotes/${id}/convert`, body, { repeatable: true })

export const makeCustomer = (body: CustomerInput) => api.post<Customer>('/customers', body, { repeatable: true })
export const makeVehicle = (body: VehicleInput) => api.post<Vehicle>('/vehicles', body, { repeatable: true })

export const nameArticle = (id: Id, line: Id, product_id: Id) =>
  api.post<WorkOrder>(`/work-orders/${id}/lines/${line}/article`, { product_id }, { repeatable: true })
