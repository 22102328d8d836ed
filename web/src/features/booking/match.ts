import type { Appointment, Id } from '@/api/types'
import { createCustomer } from '@/features/customers/commands'
import { createVehicle } from '@/features/vehicles/commands'
import type { NewVehicle } from './MatchVehicle'

/** The customer as they wrote themselves down. */
export const createCustomerOf = ({ customer_name, phone, email }: Appointment) =>
  createCustomer({ kind: 'person', name: customer_name, phone, email })

export const createVehicleOf = ({ plate }: Appointment, owner_id: Id, { make, model }: NewVehicle) =>
  createVehicle({ owner_id, plate: plate ?? '', make: make.trim(), model: model.trim() })
