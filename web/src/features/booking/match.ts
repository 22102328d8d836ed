import { api } from '@/api/client'
import type { Appointment, Customer, CustomerInput, Id, Vehicle, VehicleInput } from '@/api/types'
import type { NewVehicle } from './MatchVehicle'

/** The customer as they wrote themselves down. */
export function createCustomerOf({ id, customer_name, phone, email }: Appointment) {
  const body: CustomerInput = { kind: 'person', name: customer_name, phone, email }
  return api.post<Customer>('/customers', body, { idempotencyKey: keyOf(id, 'customer', body) })
}

export function createVehicleOf({ id, plate }: Appointment, owner_id: Id, { make, model }: NewVehicle) {
  const body: VehicleInput = { owner_id, plate: plate ?? '', make: make.trim(), model: model.trim() }
  return api.post<Vehicle>('/vehicles', body, { idempotencyKey: keyOf(id, 'vehicle', body) })
}

/** Follows from the booking and what is made of it: who begins again, also after closing the page, makes nothing twice. */
export function keyOf(booking: Id, what: string, body: object): string {
  const text = JSON.stringify(body)
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return `match-${booking}-${what}-${hash.toString(16)}`
}
