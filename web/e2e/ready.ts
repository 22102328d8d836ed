import { randomInt } from 'node:crypto'
import { expect } from 'vitest'
import type { Customer, Id, Message, Page as Rows, Vehicle, WorkOrder } from '../src/api/types'
import type { Api } from './garage'

export interface Ready {
  message: Message
  order: WorkOrder
  telephone: string
}

/** Work is done on the vehicle of somebody with a telephone, and its message is what this answers. */
export async function ready(api: Api, site: Id): Promise<Ready> {
  const telephone = `+2169${randomInt(1_000_000, 10_000_000)}`
  const customer = await api.post<Customer>('/customers', { kind: 'person', name: 'Leïla Ben Salah', phone: telephone })
  const vehicle = await api.post<Vehicle>('/vehicles', {
    owner_id: customer.id,
    plate: `${randomInt(100, 999)} TU ${randomInt(1000, 9999)}`,
    make: 'Peugeot',
    model: '208',
  })
  const order = await api.post<WorkOrder>('/work-orders', {
    site_id: site,
    customer_id: customer.id,
    vehicle_id: vehicle.id,
    concern: 'Bruit au freinage',
    odometer_in: 84_300,
    jobs: [{ title: 'Freins avant', lines: [{ kind: 'labour', quantity: 1500 }] }],
  })
  const path = `/work-orders/${order.id}`
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`${path}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  const staff = await api.get<Rows<{ id: Id }>>(`/staff?role=technician&site=${site}`)
  await api.post(`${path}/assign`, { technician_id: staff.items[0]?.id })
  await api.post(`${path}/start`, {})
  await api.post(`${path}/complete`, { odometer_out: 84_310 })
  const mine = async () => {
    const messages = await api.get<Rows<Message>>(`/messages?work_order=${order.id}&event=ready_for_pickup`)
    return messages.items[0]
  }
  await expect.poll(async () => (await mine())?.recipient || (await mine())?.state).toBeTruthy()
  const message = await mine()
  if (!message) throw new Error('Nobody is told that the vehicle is ready')
  return { message, order, telephone }
}
