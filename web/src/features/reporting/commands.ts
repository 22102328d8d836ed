import { api } from '@/api/client'
import type { Goal, Id, Leak, SetGoal } from '@/api/types'

export const explainLeak = (id: Id, reason: string) => api.put<Leak>(`/reports/leaks/${id}/note`, { reason })
export const reopenLeak = (id: Id) => api.del(`/reports/leaks/${id}/note`)
export const setGoal = (goal: SetGoal) => api.put<Goal>('/reports/goals', goal)
