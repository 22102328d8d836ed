import { api } from '@/api/client'
import type { Absence, Id, Instant, LockedDay, Resource, ScheduleSettings, Service, Span } from '@/api/types'

export interface ResourceFields {
  kind: Resource['kind']
  name?: string | null
  user_id?: Id | null
  codes: string[]
  week?: Span[][] | null
  efficiency?: number
  active?: boolean
}

export interface ServiceFields {
  names: { fr: string; ar: string; en: string }
  minutes: number
  skill?: string | null
  capability?: string | null
  online: boolean
  active?: boolean
}

export interface AbsenceAdded {
  absence: Absence
  affected: { id: Id; number: string; customer_name: string; start: Instant }[]
}

const post = <T>(path: string, body: unknown) => api.post<T>(path, body, { repeatable: true })

export const addResource = (site_id: Id, { active: _, ...fields }: ResourceFields) =>
  post<Resource>('/resources', { site_id, ...fields })
export const updateResource = ({ id, version }: Resource, { kind, user_id: _, ...fields }: ResourceFields) =>
  api.patch<Resource>(
    `/resources/${id}`,
    kind === 'technician' ? { ...fields, name: undefined } : { ...fields, week: undefined },
    {
      version,
    },
  )
export const addAbsence = (resource: Id, body: { from: Instant; until: Instant; reason: string }) =>
  post<AbsenceAdded>(`/resources/${resource}/absences`, body)
export const removeAbsence = (id: Id) => api.del(`/absences/${id}`)

export const addService = (site_id: Id, { active: _, ...fields }: ServiceFields) =>
  post<Service>('/services', { site_id, ...fields })
export const updateService = ({ id, version }: Service, fields: ServiceFields) =>
  api.patch<Service>(`/services/${id}`, fields, { version })

export const lockDay = (site: Id, body: { day: string; reason: string }) =>
  post<LockedDay>(`/schedules/${site}/locked-days`, body)
export const unlockDay = (site: Id, id: Id) => api.del(`/schedules/${site}/locked-days/${id}`)

export const updateSettings = (
  { site_id, version }: ScheduleSettings,
  body: Partial<Pick<ScheduleSettings, 'slot_minutes' | 'most_waiters' | 'late_hours' | 'skills' | 'capabilities'>>,
) => api.patch<ScheduleSettings>(`/schedules/${site_id}/settings`, body, { version })
