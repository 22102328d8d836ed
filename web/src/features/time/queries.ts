import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type {
  AddClocking,
  Clocking,
  CorrectClocking,
  Id,
  JobActivity,
  MyTime,
  OrderTime,
  Page,
  TimeReport,
} from '@/api/types'

const mineKey = (site: Id) => ['time', 'mine', site]

/** One's own clocks; asked again every minute, because they run. */
export function useMyTime(site: Id, enabled = true) {
  return useQuery({
    queryKey: mineKey(site),
    queryFn: ({ signal }) => api.get<MyTime>(`/time/${site}/mine`, { signal }),
    enabled: enabled && site !== '',
    refetchInterval: 60_000,
  })
}

export function useOrderTime(order: Id) {
  return useQuery({
    queryKey: ['time', 'order', order],
    queryFn: ({ signal }) => api.get<OrderTime>(`/work-orders/${order}/time`, { signal }),
    refetchInterval: 60_000,
  })
}

export interface Period {
  from: string
  until: string
}

export function useTimeReport(site: Id, period: Period) {
  return useQuery({
    queryKey: ['time', 'report', site, period],
    queryFn: ({ signal }) => api.get<TimeReport>(`/time/${site}/report`, { query: { ...period }, signal }),
    enabled: site !== '',
  })
}

export function useForgotten(site: Id) {
  return useQuery({
    queryKey: ['clockings', 'forgotten', site],
    queryFn: ({ signal }) => api.get<Page<Clocking>>('/clockings', { query: { site, forgotten: 'true' }, signal }),
    enabled: site !== '',
  })
}

/** What one may tap. */
export type Tap =
  | { tap: 'shift/begin'; site_id: Id }
  | { tap: 'shift/end' }
  | { tap: 'job/begin'; work_order_id: Id; job_id?: Id; activity: JobActivity }
  | { tap: 'job/pause' }

/** A tap on one's clock; a refusal is said. */
export function useTap(site: Id) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ tap, ...body }: Tap) => api.post<MyTime>(`/time/${tap}`, body, { repeatable: true }),
    onSuccess: (mine) => {
      client.setQueryData(mineKey(site), mine)
      client.invalidateQueries({ queryKey: ['time'] })
      client.invalidateQueries({ queryKey: ['work-orders'] })
    },
    onError: (error) => message.error(errorText(error)),
  })
}

/** Writes a correction or what was not clocked, and looks again at everything about time. */
export function useKeepClocking() {
  const client = useQueryClient()
  return async (request: Promise<Clocking>) => {
    await request
    await Promise.all(['time', 'clockings'].map((part) => client.invalidateQueries({ queryKey: [part] })))
  }
}

export const correctClocking = (id: Id, body: CorrectClocking) =>
  api.post<Clocking>(`/clockings/${id}/correct`, body, { repeatable: true })
export const addClocking = (body: AddClocking) => api.post<Clocking>('/clockings', body, { repeatable: true })
