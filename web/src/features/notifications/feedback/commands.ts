import { api } from '@/api/client'
import type {
  CustomerFeedback,
  Feedback,
  FeedbackMonths,
  FeedbackSettings,
  FeedbackSettingsInput,
  Id,
} from '@/api/types'

type Signal = { signal: AbortSignal }

export const feedbackSettings = (site: Id) => ({
  queryKey: ['sites', site, 'feedback-settings'],
  queryFn: ({ signal }: Signal) => api.get<FeedbackSettings>(`/feedback-settings/${site}`, { signal }),
  enabled: site !== '',
})
export const setFeedbackSettings = (site: Id, version: number, body: FeedbackSettingsInput) =>
  api.put<FeedbackSettings>(`/feedback-settings/${site}`, body, { version })
export const feedbackMonths = (site: Id) => ({
  queryKey: ['feedback', 'months', site],
  queryFn: ({ signal }: Signal) => api.get<FeedbackMonths>('/feedback/months', { query: { site }, signal }),
  enabled: site !== '',
})
export const customerFeedback = (customer: Id) => ({
  queryKey: ['feedback', 'customer', customer],
  queryFn: ({ signal }: Signal) => api.get<CustomerFeedback>(`/feedback/customers/${customer}`, { signal }),
})
export const handleFeedback = (id: Id, note: string) => api.post<Feedback>(`/feedback/${id}/handle`, { note })
