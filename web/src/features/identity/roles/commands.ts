import { api } from '@/api/client'
import type { BasisPoints, Role } from '@/api/types'

export interface RoleInput {
  name: string
  permissions: string[]
  /** Null is without a limit. */
  max_discount: BasisPoints | null
}

export const createRole = (body: RoleInput) => api.post<Role>('/roles', body)
export const updateRole = (id: string, version: number, body: Partial<RoleInput>) =>
  api.patch<Role>(`/roles/${id}`, body, { version })
export const deleteRole = (id: string) => api.del(`/roles/${id}`)
