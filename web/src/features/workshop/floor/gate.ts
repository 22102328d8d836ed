import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Gate, GateFault, GateLevels, GateRules, Id, Problem } from '@/api/types'

export const RULES = [
  'approval',
  'technician',
  'parts',
  'placeholder',
  'odometer_out',
  'clock',
  'findings',
  'inspection',
  'quality',
  'low_margin',
  'core_undecided',
  'deposit',
  'credit_used',
  'credit_hold',
  'po_number',
] as const satisfies (keyof GateLevels)[]

/** What stands in the way of completing an order. */
export function useGate(order: Id) {
  return useQuery({
    queryKey: ['work-orders', 'gate', order],
    queryFn: ({ signal }) => api.get<Gate>(`/work-orders/${order}/gate`, { signal }),
  })
}

export function useGateRules(site: Id) {
  return useQuery({
    queryKey: ['work-orders', 'gate-rules', site],
    queryFn: ({ signal }) => api.get<GateRules>(`/workshops/${site}/gate`, { signal }),
    enabled: site !== '',
  })
}

export const setGateRules = ({ site_id, version }: GateRules, levels: GateLevels) =>
  api.put<GateRules>(`/workshops/${site_id}/gate`, { levels }, { version })

/** What `gate-closed` and `gate-warns` say of each rule. */
export const faultsOf = ({ errors }: Problem) => (errors ?? []).map(({ values }) => values as unknown as GateFault)
