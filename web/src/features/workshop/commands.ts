import { api } from '@/api/client'
import type {
  Authorise,
  HoldReason,
  Id,
  JobChanges,
  JobInput,
  LineChanges,
  LineInput,
  OpenWorkOrder,
  OrderChanges,
  QualityCheck,
  ShareJob,
  WorkOrder,
} from '@/api/types'

const at = (id: Id) => `/work-orders/${id}`
const post = (path: string, body: unknown = {}) => api.post<WorkOrder>(path, body, { repeatable: true })

export const openWorkOrder = (body: OpenWorkOrder) => post('/work-orders', body)
export const updateWorkOrder = (id: Id, version: number, body: OrderChanges) =>
  api.patch<WorkOrder>(at(id), body, { version })

export const addJob = (id: Id, body: JobInput) => post(`${at(id)}/jobs`, body)
export const updateJob = (id: Id, job: Id, body: JobChanges) => api.patch<WorkOrder>(`${at(id)}/jobs/${job}`, body)
export const removeJob = (id: Id, job: Id) => api.del<WorkOrder>(`${at(id)}/jobs/${job}`)
export const restoreJob = (id: Id, job: Id) => post(`${at(id)}/jobs/${job}/restore`)
export const addLine = (id: Id, job: Id, body: LineInput) => post(`${at(id)}/jobs/${job}/lines`, body)
export const updateLine = (id: Id, line: Id, body: LineChanges) => api.patch<WorkOrder>(`${at(id)}/lines/${line}`, body)
export const removeLine = (id: Id, line: Id) => api.del<WorkOrder>(`${at(id)}/lines/${line}`)
export const restoreLine = (id: Id, line: Id) => post(`${at(id)}/lines/${line}/restore`)

export const authorise = (id: Id, body: Authorise) => post(`${at(id)}/authorise`, body)
export const assign = (id: Id, technician_id: Id | null) => post(`${at(id)}/assign`, { technician_id })
export const start = (id: Id, reason?: string) => post(`${at(id)}/start`, reason ? { reason } : {})
export const allowCredit = (id: Id, reason: string) => post(`${at(id)}/allow-credit`, { reason })
export const hold = (id: Id, reason: HoldReason, note?: string) =>
  post(`${at(id)}/hold`, note ? { reason, note } : { reason })
export const placeOrder = (id: Id, column_id: Id) => post(`${at(id)}/column`, { column_id })
export const resume = (id: Id) => post(`${at(id)}/resume`)
export const complete = (
  id: Id,
  body: { odometer_out?: number; odometer_unreadable?: boolean; allow_negative_stock?: boolean; reason?: string } = {},
) => post(`${at(id)}/complete`, body)
export const shareJob = (id: Id, job: Id, body: ShareJob) => api.put<WorkOrder>(`${at(id)}/jobs/${job}/shares`, body)
export const submitOrder = (id: Id) => post(`${at(id)}/submit`)
export const checkOrder = (id: Id, body: QualityCheck) => post(`${at(id)}/check`, body)
export const copyOrder = (id: Id) => post(`${at(id)}/copy`)
export const splitOrder = (id: Id, job_ids: Id[]) => post(`${at(id)}/split`, { job_ids })
export const mergeOrder = (id: Id, other_id: Id) => post(`${at(id)}/merge`, { other_id })
export const changeVehicle = (id: Id, vehicle_id: Id, fits: boolean) => post(`${at(id)}/vehicle`, { vehicle_id, fits })
export const reopen = (id: Id, reason: string) => post(`${at(id)}/reopen`, { reason })
export const cancel = (id: Id, reason: string) => post(`${at(id)}/cancel`, { reason })
export const restore = (id: Id) => post(`${at(id)}/restore`)
export const offerDeferred = (id: Id, entry: Id) => post(`${at(id)}/deferred-jobs/${entry}/offer`)
export const handOver = (id: Id) => post(`${at(id)}/hand-over`)
