import { api } from '@/api/client'
import type { Issue, IssueInput, TakeBackInput } from '@/api/types'

export const issuePart = (body: IssueInput) => api.post<Issue>('/stock/issues', body, { repeatable: true })
export const takeBackPart = (body: TakeBackInput) =>
  api.post<Issue>('/stock/issues/take-back', body, { repeatable: true })
