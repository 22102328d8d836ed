import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, NewSite, Site, SiteChanges } from '@/api/types'

const keyOf = (id: Id) => ['sites', id]

/** The site under the same key as everywhere in the app. */
export function useSiteQuery(id: Id) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<Site>(`/sites/${id}`, { signal }),
    enabled: id !== '',
  })
}

export function useSaveSite() {
  const client = useQueryClient()
  return async (site: Site, values: SiteChanges) => {
    const saved = await api.patch<Site>(`/sites/${site.id}`, values, { version: site.version })
    client.setQueryData(keyOf(site.id), saved)
    client.invalidateQueries({ queryKey: ['sites', 'list'] })
  }
}

/** Closes a site, or opens it again. */
export function useCloseSite() {
  const client = useQueryClient()
  return async (site: Site, verb: 'close' | 'reopen') => {
    const saved = await api.post<Site>(`/sites/${site.id}/${verb}`, {}, { version: site.version })
    client.setQueryData(keyOf(site.id), saved)
    client.invalidateQueries({ queryKey: ['sites', 'list'] })
  }
}

export function useOpenSite() {
  const client = useQueryClient()
  return async (body: NewSite) => {
    const site = await api.post<Site>('/sites', body)
    client.setQueryData(keyOf(site.id), site)
    client.invalidateQueries({ queryKey: ['sites'] })
    return site
  }
}
