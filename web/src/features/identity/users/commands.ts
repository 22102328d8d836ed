import { api } from '@/api/client'
import type { Id, Invitation, Invited, User, UserChanges } from '@/api/types'

export const inviteUser = (body: Invitation) => api.post<Invited>('/users/invitations', body)
export const inviteAgain = (id: Id) => api.post<Invited>(`/users/${id}/invite`)
export const updateUser = (id: Id, version: number, body: UserChanges) =>
  api.patch<User>(`/users/${id}`, body, { version })
export const makeResetLink = (id: Id) => api.post<{ link: string }>(`/users/${id}/reset-link`)
export const disableUser = (id: Id) => api.post<User>(`/users/${id}/disable`)
export const enableUser = (id: Id) => api.post<User>(`/users/${id}/enable`)
export const signOutUser = (id: Id) => api.post<User>(`/users/${id}/sign-out`)
