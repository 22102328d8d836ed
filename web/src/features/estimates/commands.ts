import { api } from '@/api/client'
import type {
  EstimateSettings,
  EstimateVersion,
  EstimateWord,
  Id,
  NewCustomerLink,
  OrderEstimates,
  SendEstimate,
} from '@/api/types'

const at = (order: Id) => `/work-orders/${order}`

export const sendEstimate = (order: Id, body: SendEstimate) =>
  api.post<EstimateVersion>(`${at(order)}/estimates`, body, { repeatable: true })
// Its answer holds a secret: it is not kept for repeating.
export const linkEstimate = (order: Id) => api.post<NewCustomerLink>(`${at(order)}/estimate-links`)
export const revokeLink = (order: Id, link: Id) =>
  api.post<OrderEstimates>(`${at(order)}/estimate-links/${link}/revoke`)
export const answerQuestion = (order: Id, job_id: Id, text: string) =>
  api.post<EstimateWord>(`${at(order)}/estimate-answers`, { job_id, text }, { repeatable: true })
export const setSettings = (site: Id, settings: EstimateSettings) =>
  api.put<EstimateSettings>(`/estimate-settings/${site}`, settings)
