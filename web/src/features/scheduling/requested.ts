import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { AppointmentRow, Id, Page } from '@/api/types'

const MOST = 50

/** What was asked for and waits for an answer; at all of the caller's sites without one. */
export function useRequested(site: Id | undefined, enabled = true) {
  return useQuery({
    queryKey: ['appointments', 'requested', site],
    queryFn: ({ signal }) =>
      api.get<Page<AppointmentRow>>('/appointments', { query: { site, state: 'requested', limit: MOST }, signal }),
    enabled: enabled && site !== '',
    staleTime: 60_000,
  })
}
