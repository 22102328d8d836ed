import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  Appointment,
  AppointmentEntry,
  AppointmentRow,
  Capacity,
  Day,
  FreeSlots,
  Id,
  Page,
  Schedule,
  ScheduleSettings,
  Service,
} from '@/api/types'

/** Those that are still to come, or are here and not written up. */
export const OPEN_APPOINTMENTS = 'requested,confirmed,arrived'

export const scheduleKey = (site: Id, from: Day, until: Day) => ['schedule', 'days', site, from, until]
export const appointmentKey = (id: Id) => ['appointments', 'one', id]

export function useSchedule(site: Id, from: Day, until: Day) {
  return useQuery({
    queryKey: scheduleKey(site, from, until),
    queryFn: ({ signal }) => api.get<Schedule>(`/schedules/${site}`, { query: { from, until }, signal }),
    enabled: site !== '',
    placeholderData: keepPreviousData,
  })
}

export function useCapacity(site: Id, from: Day, until: Day) {
  return useQuery({
    queryKey: ['schedule', 'capacity', site, from, until],
    queryFn: ({ signal }) => api.get<Capacity>(`/schedules/${site}/capacity`, { query: { from, until }, signal }),
    enabled: site !== '',
    placeholderData: keepPreviousData,
  })
}

export function useServices(site: Id) {
  return useQuery({
    queryKey: ['schedule', 'services', site],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<Service>>('/services', { query: { site, limit: 100 }, signal })
      return items
    },
    enabled: site !== '',
    staleTime: 300_000,
  })
}

export interface SlotQuestion {
  site: Id
  services: Id[]
  minutes?: number | null
  prefer: Id[]
  waiter: boolean
  /** An appointment that is to get another time: as if its own were free. */
  without?: Id
  from: Day
  until: Day
}

export function useSlots({ site, services, minutes, prefer, waiter, without, from, until }: SlotQuestion) {
  const query = { services: services.join(','), minutes, prefer: prefer.join(','), waiter, without, from, until }
  return useQuery({
    queryKey: ['schedule', 'slots', site, query],
    queryFn: ({ signal }) => api.get<FreeSlots>(`/schedules/${site}/slots`, { query, signal }),
    enabled: site !== '' && from !== '' && services.length > 0,
    placeholderData: keepPreviousData,
  })
}

export function useScheduleSettings(site: Id) {
  return useQuery({
    queryKey: ['schedule', 'settings', site],
    queryFn: ({ signal }) => api.get<ScheduleSettings>(`/schedules/${site}/settings`, { signal }),
    enabled: site !== '',
  })
}

export function useAppointment(id: Id) {
  return useQuery({
    queryKey: appointmentKey(id),
    queryFn: ({ signal }) => api.get<Appointment>(`/appointments/${id}`, { signal }),
  })
}

export function useAppointmentHistory(id: Id) {
  return useQuery({
    queryKey: ['appointments', 'history', id],
    queryFn: ({ signal }) => api.get<Page<AppointmentEntry>>(`/appointments/${id}/history`, { signal }),
  })
}

/** Appointments of a customer or a vehicle in some states; of nobody, none. */
export function useAppointmentsOf(of: { customer?: Id | null; vehicle?: Id | null }, state: string) {
  return useQuery({
    queryKey: ['appointments', 'related', of, state],
    queryFn: ({ signal }) =>
      api.get<Page<AppointmentRow>>('/appointments', { query: { ...of, state, sort: '-start', limit: 20 }, signal }),
    enabled: Boolean(of.customer ?? of.vehicle),
  })
}

export function keepAppointment(client: QueryClient, appointment: Appointment) {
  client.setQueryData<Appointment>(appointmentKey(appointment.id), appointment)
  for (const part of ['list', 'related', 'history', 'requested'])
    client.invalidateQueries({ queryKey: ['appointments', part] })
  client.invalidateQueries({ queryKey: ['schedule'] })
  return appointment
}

/** Shows what the API answered, and lets the lists follow. */
export function useKeepAppointment() {
  const client = useQueryClient()
  return (appointment: Appointment) => keepAppointment(client, appointment)
}
