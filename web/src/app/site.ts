import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { api } from '@/api/client'
import type { Me, MySite, Site } from '@/api/types'
import { learnCurrency } from '@/ui/currency'
import { useMe } from './session'

const STORED = 'ecar.site'
const listeners = new Set<() => void>()
const stored = () => localStorage.getItem(STORED)

export function chooseSite(id: string) {
  localStorage.setItem(STORED, id)
  for (const listener of listeners) listener()
}

/** What is chosen instead of a site by those who look at all of theirs. */
export const ALL = 'all'

/** Where something new can begin. Who only works at closed sites still sees those. */
export function openSites(me: Me | null): MySite[] {
  const open = me?.sites.filter(({ closed }) => !closed) ?? []
  return open.length > 0 ? open : (me?.sites ?? [])
}

function useWanted(): string | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, stored)
}

/** The site where things are done; empty for someone without a site. With all sites shown it is the first one. */
export function useSiteId(): string {
  const me = useMe()
  const wanted = useWanted()
  return (me?.sites.find(({ id }) => id === wanted) ?? openSites(me)[0])?.id ?? ''
}

/** Are all sites shown at once? */
export function useAllSites(): boolean {
  const several = (useMe()?.sites.length ?? 0) > 1
  return useWanted() === ALL && several
}

/** The ?site= of lists; undefined shows all sites. */
export function useListSite(): string | undefined {
  const site = useSiteId()
  return useAllSites() ? undefined : site
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
