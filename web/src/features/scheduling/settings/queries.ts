import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Absence, Id, LockedDay, Page, Resource } from '@/api/types'

/** Bays, equipment and technicians of a site, also those that take no more bookings. */
export function useResources(site: Id) {
  return useQuery({
    queryKey: ['schedule', 'resources', site],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<Resource>>('/resources', { query: { site, limit: 100 }, signal })
      return items
    },
    enabled: site !== '',
  })
}

export function useAbsences(resource: Id) {
  return useQuery({
    queryKey: ['schedule', 'absences', resource],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<Absence>>(`/resources/${resource}/absences`, {
        query: { limit: 50 },
        signal,
      })
      return items
    },
  })
}

export function useLockedDays(site: Id) {
  return useQuery({
    queryKey: ['schedule', 'locked-days', site],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<LockedDay>>(`/schedules/${site}/locked-days`, {
        query: { limit: 100 },
        signal,
      })
      return items
    },
    enabled: site !== '',
  })
}
