import { api } from '@/api/client'
import type {
  Id,
  Inspection,
  InspectionAnswer,
  InspectionAnswerInput,
  InspectionPhoto,
  InspectionTemplate,
  InspectionTemplateInput,
  Mark,
  NewCustomerLink,
} from '@/api/types'

const at = (id: Id) => `/inspections/${id}`
const post = <T>(path: string, body: unknown = {}) => api.post<T>(path, body, { repeatable: true })

export const beginInspection = (order: Id, template_id: Id) =>
  post<Inspection>(`/work-orders/${order}/inspections`, { template_id })
export const answerItem = (id: Id, item: Id, version: number, body: InspectionAnswerInput) =>
  api.put<InspectionAnswer>(`${at(id)}/items/${item}`, body, { version })
export const completeInspection = (id: Id) => post<Inspection>(`${at(id)}/complete`)
export const reopenInspection = (id: Id, reason: string) => post<Inspection>(`${at(id)}/reopen`, { reason })
/** All findings that are no job yet, or these. */
export const proposeJobs = (id: Id, item_ids?: Id[]) => post<Inspection>(`${at(id)}/jobs`, { item_ids })

export const markPhoto = (id: Id, photo: InspectionPhoto, marks: Mark[]) =>
  api.put<InspectionPhoto>(`${at(id)}/photos/${photo.id}/marks`, { marks }, { version: photo.version })
export const removePhoto = (id: Id, photo: Id) => api.del(`${at(id)}/photos/${photo}`)

// Its answer holds a secret: it is not kept for repeating.
export const makeLink = (id: Id) => api.post<NewCustomerLink>(`${at(id)}/links`)
export const revokeLink = (id: Id, link: Id) => api.post<Inspection>(`${at(id)}/links/${link}/revoke`)
export const sendReport = (id: Id) => post<unknown>(`${at(id)}/send`)

export const addTemplate = (body: InspectionTemplateInput) => post<InspectionTemplate>('/inspection-templates', body)
export const updateTemplate = ({ id, version }: InspectionTemplate, body: InspectionTemplateInput) =>
  api.put<InspectionTemplate>(`/inspection-templates/${id}`, body, { version })
export const turnTemplate = ({ id, archived }: InspectionTemplate) =>
  api.post<InspectionTemplate>(`/inspection-templates/${id}/${archived ? 'restore' : 'archive'}`)
