import { api } from '@/api/client'
import type { Id, Vehicle, VehicleInput } from '@/api/types'

export type RollbackReason = 'typo' | 'cluster_replaced'

export const createVehicle = (body: VehicleInput) => api.post<Vehicle>('/vehicles', body)
export const updateVehicle = (id: Id, version: number, body: Partial<VehicleInput>) =>
  api.patch<Vehicle>(`/vehicles/${id}`, body, { version })
export const recordOdometer = (id: Id, km: number, reason?: RollbackReason) =>
  api.post<Vehicle>(`/vehicles/${id}/odometer`, reason ? { km, reason } : { km })
export const transferVehicle = (id: Id, customer_id: Id) =>
  api.post<Vehicle>(`/vehicles/${id}/transfer`, { customer_id })
