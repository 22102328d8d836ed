import { api } from '@/api/client'
import type { Role } from '@/api/types'
import type { Limits } from './RoleLimits'

export interface RoleInput extends Limits {
  name: string
  permissions: string[]
}

export const createRole = (body: RoleInput) => api.post<Role>('/roles', body)
export const updateRole = (id: string, version: number, body: Partial<RoleInput>) =>
  api.patch<Role>(`/roles/${id}`, body, { version })
export const deleteRole = (id: string) => api.del(`/roles/${id}`)
