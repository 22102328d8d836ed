import { api } from '@/api/client'
import type { Device, Id } from '@/api/types'

export const enrolDevice = (body: { name: string; site_id: Id }) => api.post<Device>('/devices', body)
export const revokeDevice = (id: Id) => api.del(`/devices/${id}`)
