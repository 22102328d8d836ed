import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  Id,
  Inspection,
  InspectionAnswer,
  InspectionCounts,
  InspectionReport,
  InspectionTemplate,
  OrderInspections,
  VehicleInspections,
} from '@/api/types'
import { useMayAnywhere } from '@/app/may'

export const inspectionKey = (id: Id) => ['inspections', 'one', id]
export const ofOrderKey = (order: Id) => ['inspections', 'order', order]

export function useInspection(id: Id) {
  return useQuery({
    queryKey: inspectionKey(id),
    queryFn: ({ signal }) => api.get<Inspection>(`/inspections/${id}`, { signal }),
  })
}

/** An order's inspections and what they found. */
export function useOrderInspections(order: Id) {
  return useQuery({
    queryKey: ofOrderKey(order),
    queryFn: ({ signal }) => api.get<OrderInspections>(`/work-orders/${order}/inspections`, { signal }),
  })
}

export function useVehicleInspections(vehicle: Id) {
  const may = useMayAnywhere('work_order.read')
  return useQuery({
    enabled: may,
    queryKey: ['inspections', 'vehicle', vehicle],
    queryFn: ({ signal }) => api.get<VehicleInspections>('/inspections', { query: { vehicle }, signal }),
  })
}

export function useTemplates(archived = false) {
  return useQuery({
    queryKey: ['inspection-templates', archived],
    queryFn: ({ signal }) =>
      api.get<{ items: InspectionTemplate[] }>('/inspection-templates', {
        query: { archived: archived || undefined },
        signal,
      }),
  })
}

export function useInspectionReport(site: Id | undefined) {
  return useQuery({
    queryKey: ['inspections', 'report', site],
    queryFn: ({ signal }) => api.get<InspectionReport>('/inspection-report', { query: { site }, signal }),
    enabled: site !== '',
  })
}

/** Puts what a command answered on screen, and lets what shows parts of it follow. */
export function useKeepInspection() {
  const client = useQueryClient()
  return (inspection: Inspection) => {
    client.setQueryData(inspectionKey(inspection.id), inspection)
    client.invalidateQueries({ queryKey: ofOrderKey(inspection.work_order.id) })
    client.invalidateQueries({ queryKey: ['work-orders'] })
    return inspection
  }
}

/** One item's new answer in the inspection on screen; an older one than is there is left. */
export function keepAnswer(client: QueryClient, id: Id, answer: InspectionAnswer) {
  client.setQueryData<Inspection>(inspectionKey(id), (old) => {
    if (!old) return old
    const items = old.items.map((item) =>
      item.id === answer.item_id && item.answer.version <= answer.version ? { ...item, answer } : item,
    )
    return { ...old, items, counts: count(items) }
  })
}

export function count(items: Pick<Inspection['items'][number], 'answer'>[]): InspectionCounts {
  const counts = { ok: 0, soon: 0, urgent: 0, not_inspected: 0, open: 0 }
  for (const { answer } of items) counts[answer.verdict ?? 'open'] += 1
  return counts
}
