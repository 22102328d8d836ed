import { api } from '@/api/client'
import type { Id, RollbackReason, Vehicle, VehicleChanges, VehicleInput } from '@/api/types'

export const createVehicle = (body: VehicleInput) => api.post<Vehicle>('/vehicles', body, { repeatable: true })
export const updateVehicle = (id: Id, version: number, body: VehicleChanges) =>
  api.patch<Vehicle>(`/vehicles/${id}`, body, { version })
export const recordOdometer = (id: Id, km: number, reason?: RollbackReason) =>
  api.post<Vehicle>(`/vehicles/${id}/odometer`, reason ? { km, reason } : { km })
export const transferVehicle = (id: Id, customer_id: Id) =>
  api.post<Vehicle>(`/vehicles/${id}/transfer`, { customer_id })
