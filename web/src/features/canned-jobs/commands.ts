import { api } from '@/api/client'
import type { CannedJob, CannedJobInput, Id, Page, WorkOrder } from '@/api/types'

const PATH = '/canned-jobs'

export const cannedJobs = (q: string, signal: AbortSignal) =>
  api.get<Page<CannedJob>>(PATH, { query: { q: q || undefined, limit: 8 }, signal })
export const cannedJob = (id: Id, signal: AbortSignal) => api.get<CannedJob>(`${PATH}/${id}`, { signal })

export const createCannedJob = (body: CannedJobInput) => api.post<CannedJob>(PATH, body, { repeatable: true })
export const updateCannedJob = ({ id, version }: CannedJob, body: CannedJobInput) =>
  api.put<CannedJob>(`${PATH}/${id}`, body, { version })
export const turnCannedJob = ({ id, archived }: CannedJob) =>
  api.post<CannedJob>(`${PATH}/${id}/${archived ? 'restore' : 'archive'}`)

/** The job with all its lines, at today's prices. */
export const addCannedJob = (order: Id, id: Id) =>
  api.post<WorkOrder>(`/work-orders/${order}/canned-jobs/${id}`, {}, { repeatable: true })
