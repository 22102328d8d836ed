import { api } from '@/api/client'
import type { Appointment, BookAppointment, Id, Instant, ReceiveDeposit, SeriesMade } from '@/api/types'

export interface Reschedule {
  start: Instant
  resource_ids?: Id[]
  overbook?: boolean
}

export interface MoveSlice {
  resource_id: Id
  from: Instant
  until: Instant
  overbook?: boolean
}

export interface Repeat {
  site_id: Id
  customer_id: Id
  vehicle_id: Id | null
  service_ids: Id[]
  concern?: string
  start: Instant
  unit: 'weeks' | 'months'
  every: number
  times: number
}

const at = (id: Id) => `/appointments/${id}`
const post = (path: string, body: unknown = {}, version?: number) =>
  api.post<Appointment>(path, body, { repeatable: true, version })

export const book = (body: BookAppointment) => post('/appointments', body)
export const confirm = ({ id, version }: Appointment) => post(`${at(id)}/confirm`, {}, version)
export const arrive = ({ id, version }: Appointment) => post(`${at(id)}/arrive`, {}, version)
export const noShow = ({ id, version }: Appointment) => post(`${at(id)}/no-show`, {}, version)
export const cancel = ({ id, version }: Appointment, by: 'customer' | 'garage', reason?: string) =>
  post(`${at(id)}/cancel`, { by, reason: reason || null }, version)
export const reschedule = (id: Id, body: Reschedule, version?: number) => post(`${at(id)}/reschedule`, body, version)
export const receiveDeposit = ({ id, version }: Appointment, body: ReceiveDeposit) =>
  post(`${at(id)}/deposit`, body, version)
export const moveSlice = (allocation: Id, body: MoveSlice, version?: number) =>
  post(`/allocations/${allocation}/move`, body, version)
export const repeat = (body: Repeat) => api.post<SeriesMade>('/appointment-series', body, { repeatable: true })
export const cancelSeries = (id: Id, reason?: string) =>
  api.post<unknown>(`/appointment-series/${id}/cancel`, { by: 'garage', reason: reason || null })
