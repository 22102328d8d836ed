import { api } from '@/api/client'
import type { Id, MadeApiKey, NewApiKey } from '@/api/types'

export const createApiKey = (body: NewApiKey) => api.post<MadeApiKey>('/api-keys', body)
export const revokeApiKey = (id: Id) => api.del(`/api-keys/${id}`)
