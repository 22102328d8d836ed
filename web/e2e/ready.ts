import { randomInt } from 'node:crypto'
import { expect } from 'vitest'
import type { Customer, Id, Message, Page as Rows, Vehicle, WorkOrder } from '../src/api/types'
import type { Api } from './garage'

/** The site is where it is about noon: no short message goes out at night. */
export async function atNoon(api: Api, site: Id) {
  const ahead = 12 - new Date().getUTCHours()
  await api.patch(`/sites/${site}`, { time_zone: ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}` })
}

interface Owner {
  customer: Customer
  vehicle: Vehicle
  plate: string
  telephone: string
}

interface Done extends Owner {
  order: WorkOrder
}

/** Somebody with a vehicle, and a telephone whose number tells nothing of where it is night. */
export async function owner(api: Api): Promise<Owner> {
  const telephone = `+1202555${randomInt(1000, 10_000)}`
  const plate = `${randomInt(100, 999)} TU ${randomInt(1000, 9999)}`
  const customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Leïla Ben Salah', phone: telephone })
  const about = { owner_id: customer.id, plate, make: 'Peugeot', model: '208' }
  return { customer, vehicle: await api.post<Vehicle>('/vehicles', about), plate, telephone }
}

/** An order for somebody's vehicle. */
export async function openOrder(api: Api, site: Id, of?: Owner): Promise<WorkOrder> {
  const { customer, vehicle } = of ?? (await owner(api))
  return api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
    odometer_in: 84_300,
    jobs: [{ title: 'Freins avant', lines: [{ kind: 'labour', quantity: 1500 }] }],
  })
}

/** Work is done on it. */
export async function done(api: Api, site: Id): Promise<Done> {
  const somebody = await owner(api)
  const order = await openOrder(api, site, somebody)
  await finish(api, site, order)
  return { ...somebody, order }
}

/** The customer agreed, and somebody did it. */
export async function finish(api: Api, site: Id, order: WorkOrder) {
  const path = `/work-orders/${order.id}`
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const staff = await api.get<Rows<{ id: Id }>>(`/staff?role=technician&site=${site}`)
  await api.post(`${path}/assign`, { technician_id: staff.items[0]?.id })
  await api.post(`${path}/start`, {})
  await api.post(`${path}/complete`, { odometer_out: 84_310 })
}

/** The same, and the message that says so. */
export async function ready(api: Api, site: Id): Promise<Done & { message: Message }> {
  const all = await done(api, site)
  const mine = async () => {
    const messages = await api.get<Rows<Message>>(`/messages?work_order=${all.order.id}&event=ready_for_pickup`)
    return messages.items[0]
  }
  await expect.poll(async () => (await mine())?.recipient || (await mine())?.state).toBeTruthy()
  const message = await mine()
  if (!message) throw new Error('Nobody is told that the vehicle is ready')
  return { ...all, message }
}
