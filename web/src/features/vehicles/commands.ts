import { api } from '@/api/client'
import type { Id, RollbackReason, TransferShares, Vehicle, VehicleChanges, VehicleInput } from '@/api/types'

export const createVehicle = (body: VehicleInput) => api.post<Vehicle>('/vehicles', body, { repeatable: true })
export const updateVehicle = (id: Id, version: number, body: VehicleChanges) =>
  api.patch<Vehicle>(`/vehicles/${id}`, body, { version })
export const recordOdometer = (id: Id, shown: number, reason?: RollbackReason) =>
  api.post<Vehicle>(`/vehicles/${id}/odometer`, reason ? { shown, reason } : { shown })
export const transferVehicle = (id: Id, customer_id: Id, shares: TransferShares) =>
  api.post<Vehicle>(`/vehicles/${id}/transfer`, { customer_id, shares })
export const undoTransfer = (id: Id) => api.post<Vehicle>(`/vehicles/${id}/transfer/undo`)
export const archiveVehicle = (id: Id) => api.post<Vehicle>(`/vehicles/${id}/archive`)
export const restoreVehicle = (id: Id) => api.post<Vehicle>(`/vehicles/${id}/restore`)
