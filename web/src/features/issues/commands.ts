import { api } from '@/api/client'
import type { DecideCore, Id, Issue, IssueInput, TakeBackInput, WorkOrder } from '@/api/types'

export const issuePart = (body: IssueInput) => api.post<Issue>('/stock/issues', body, { repeatable: true })
export const takeBackPart = (body: TakeBackInput) =>
  api.post<Issue>('/stock/issues/take-back', body, { repeatable: true })
export const decideCore = (order: Id, body: DecideCore) =>
  api.post<WorkOrder>(`/work-orders/${order}/cores`, body, { repeatable: true })
