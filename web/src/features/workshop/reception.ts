import { api } from '@/api/client'
import type { Customer, CustomerInput, Id, Instant, LeadSource, Vehicle, VehicleInput, WorkOrder } from '@/api/types'
import { openWorkOrder } from './commands'

export interface ReceptionFields {
  customer?: { name?: string; phone?: string }
  vehicle?: { plate?: string; make?: string; model?: string }
  order: {
    concern: string
    odometer_in?: number | null
    key_tag?: string
    promised_at?: Instant | null
    lead_source?: LeadSource | null
  }
}

/** Who and what was found; null parts are created from the form. */
export interface Found {
  customer: { id: Id; name: string } | null
  vehicle: { id: Id; plate: string; label: string } | null
}

export type Guess = 'phone' | 'plate' | 'name'

/** What someone typed into the one search box: a phone, a plate or a name. */
export function guess(text: string): Guess {
  const plain = text.replace(/[\s.\-()]/g, '')
  if (/^\+?\d{8,15}$/.test(plain)) return 'phone'
  return /\d/.test(plain) ? 'plate' : 'name'
}

/** Which part of the form a step's refusal belongs to. */
export class StepError extends Error {
  constructor(
    readonly step: 'customer' | 'vehicle' | 'order',
    override readonly cause: unknown,
  ) {
    super(step)
  }
}

/** Where the car arrives, and the appointment that it had. */
interface Place {
  site: Id
  appointment?: Id
}

/**
 * Creates what is missing, then the order. `onFound` is told of each thing created, so that
 * trying again after a refusal does not create it twice.
 */
export async function receive(
  { site, appointment }: Place,
  fields: ReceptionFields,
  found: Found,
  onFound: (found: Found) => void,
) {
  const customer = found.customer ?? (await step('customer', () => createCustomer(fields)))
  onFound({ ...found, customer })
  const vehicle = found.vehicle ?? (await step('vehicle', () => createVehicle(customer.id, fields)))
  onFound({ customer, vehicle })
  return step('order', () => open({ site, appointment }, customer.id, vehicle.id, fields))
}

async function step<T>(name: StepError['step'], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new StepError(name, error)
  }
}

function createCustomer({ customer }: ReceptionFields) {
  const body: CustomerInput = {
    kind: 'person',
    name: customer?.name?.trim() ?? '',
    phone: customer?.phone?.trim() || null,
  }
  return api.post<Customer>('/customers', body, { repeatable: true })
}

async function createVehicle(owner_id: Id, { vehicle }: ReceptionFields) {
  const body: VehicleInput = {
    owner_id,
    plate: vehicle?.plate?.trim() ?? '',
    make: vehicle?.make?.trim() ?? '',
    model: vehicle?.model?.trim() ?? '',
  }
  return asFound(await api.post<Vehicle>('/vehicles', body, { repeatable: true }))
}

function open(
  { site, appointment }: Place,
  customer_id: Id,
  vehicle_id: Id,
  { order }: ReceptionFields,
): Promise<WorkOrder> {
  return openWorkOrder({
    site_id: site,
    appointment_id: appointment ?? null,
    customer_id,
    vehicle_id,
    concern: order.concern.trim(),
    odometer_in: order.odometer_in ?? null,
    key_tag: order.key_tag?.trim() || null,
    promised_at: order.promised_at ?? null,
    lead_source: order.lead_source ?? null,
  })
}

export function asFound(vehicle: Vehicle) {
  return { id: vehicle.id, plate: vehicle.plate.text, label: `${vehicle.make} ${vehicle.model}` }
}
