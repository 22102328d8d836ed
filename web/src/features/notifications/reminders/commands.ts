import { api } from '@/api/client'
import type { DueWeek, Id, Page, Reminder, ReminderRun, ReminderSettings, ReminderSettingsInput } from '@/api/types'

export const KINDS = ['service', 'inspection', 'insurance', 'road_tax'] as const

type Signal = { signal: AbortSignal }

export const reminderSettings = (site: Id) => ({
  queryKey: ['sites', site, 'reminder-settings'],
  queryFn: ({ signal }: Signal) => api.get<ReminderSettings>(`/reminder-settings/${site}`, { signal }),
  enabled: site !== '',
})
export const setReminderSettings = (site: Id, version: number, body: ReminderSettingsInput) =>
  api.put<ReminderSettings>(`/reminder-settings/${site}`, body, { version })

export const runNow = (site: Id) => api.post<ReminderRun>(`/reminder-runs/${site}`)
export const lastRun = (site: Id) => ({
  queryKey: ['messages', 'reminder-run', site],
  queryFn: async ({ signal }: Signal) => {
    const { items } = await api.get<Page<ReminderRun>>(`/reminder-runs/${site}`, { query: { limit: 1 }, signal })
    return items[0] ?? null
  },
})
export const outlook = (site: Id) => ({
  queryKey: ['messages', 'reminder-outlook', site],
  queryFn: ({ signal }: Signal) => api.get<DueWeek[]>(`/reminder-outlooks/${site}`, { signal }),
})
export const ofVehicle = (vehicle: Id) => ({
  queryKey: ['messages', 'of-vehicle', vehicle],
  queryFn: ({ signal }: Signal) => api.get<Reminder[]>(`/vehicle-reminders/${vehicle}`, { signal }),
})
