import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Appointment, Customer, Id, Page, ScheduleSettings, Vehicle } from '@/api/types'

export function useAppointment(id: Id) {
  return useQuery({
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }) => api.get<Appointment>(`/appointments/${id}`, { signal }),
  })
}

/** Who it may be, by each thing that was typed: never more than a suggestion. */
export function useSuggestions({ customer_name, phone, email, plate }: Appointment) {
  return useQuery({
    queryKey: ['customers', 'suggest', 'match', customer_name, phone, email, plate],
    queryFn: async ({ signal }) => {
      const find = async <T>(path: string, q: string | null) =>
        q?.trim() ? (await api.get<Page<T>>(path, { query: { q, limit: 5 }, signal })).items : []
      const [byPhone, byEmail, byName, vehicles] = await Promise.all([
        find<Customer>('/customers', phone),
        find<Customer>('/customers', email),
        find<Customer>('/customers', customer_name),
        find<Vehicle>('/vehicles', plate),
      ])
      const owners = vehicles.flatMap(({ owner }) => (owner ? [owner.id] : []))
      const ofPlate = await Promise.all(
        [...new Set(owners)].map((id) => api.get<Customer>(`/customers/${id}`, { signal })),
      )
      const all = [...byPhone, ...ofPlate, ...byEmail, ...byName]
      const customers = all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
      return { customers, vehicles }
    },
  })
}

export function useVehiclesOf(customer: Id | null) {
  return useQuery({
    queryKey: ['vehicles', 'suggest', 'of', customer],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Vehicle>>('/vehicles', { query: { owner: customer, limit: 50 }, signal })).items,
    enabled: customer !== null,
  })
}

/** Whose a booking is, and that it holds. */
export function useMatch() {
  const client = useQueryClient()
  return async ({ id, version }: Appointment, customer_id: Id, vehicle_id: Id) => {
    const matched = await api.post<Appointment>(`/appointments/${id}/match`, { customer_id, vehicle_id }, { version })
    for (const key of ['appointments', 'schedule']) client.invalidateQueries({ queryKey: [key] })
    return matched
  }
}

const settingsKey = (site: Id) => ['schedules', site, 'settings']

export function useScheduleSettings(site: Id) {
  return useQuery({
    queryKey: settingsKey(site),
    queryFn: ({ signal }) => api.get<ScheduleSettings>(`/schedules/${site}/settings`, { signal }),
    enabled: site !== '',
  })
}

export function useSaveScheduleSettings() {
  const client = useQueryClient()
  return async ({ site_id, version }: ScheduleSettings, values: Partial<ScheduleSettings>) => {
    const saved = await api.patch<ScheduleSettings>(`/schedules/${site_id}/settings`, values, { version })
    client.setQueryData(settingsKey(site_id), saved)
    return saved
  }
}
