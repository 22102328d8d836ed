import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { api } from '@/api/client'
import type { Me, Site } from '@/api/types'
import { learnCurrency } from '@/ui/currency'
import { useMe } from './session'

const STORED = 'ecar.site'
const listeners = new Set<() => void>()
const stored = () => localStorage.getItem(STORED)

export function chooseSite(id: string) {
  localStorage.setItem(STORED, id)
  for (const listener of listeners) listener()
}

function pick(me: Me | null, wanted: string | null) {
  return me?.sites.find(({ id }) => id === wanted) ?? me?.sites[0]
}

/** The id for ?site=; empty for someone without a site. */
export function useSiteId(): string {
  const me = useMe()
  const wanted = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, stored)
  return pick(me, wanted)?.id ?? ''
}

/** The chosen site's settings: currency, time zone, rates. Undefined while loading. */
export function useSite(): Site | undefined {
  const id = useSiteId()
  return useQuery({
    queryKey: ['sites', id],
    queryFn: async ({ signal }) => {
      const site = await api.get<Site>(`/sites/${id}`, { signal })
      learnCurrency(site.currency, site.currency_decimals)
      return site
    },
    enabled: id !== '',
    staleTime: 300_000,
  }).data
}

export function useTimeZone(): string {
  return useSite()?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
