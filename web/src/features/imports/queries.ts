import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, Import, ImportPreview } from '@/api/types'
import { KINDS, type Kind } from './kinds'

export type Mapping = Record<string, string>

export function previewImport(kind: Kind, file: File) {
  const body = new FormData()
  body.set('file', file)
  return api.post<ImportPreview>(`/imports/${kind}/preview`, body)
}

interface Whose {
  site: Id
  supplier?: Id
}

export function startImport(kind: Kind, file: File, mapping: Mapping, dryRun: boolean, whose: Whose) {
  const body = new FormData()
  body.set('mapping', JSON.stringify(mapping))
  body.set('dry_run', String(dryRun))
  if (KINDS[kind].ofSite) body.set('site_id', whose.site)
  if (KINDS[kind].ofSupplier && whose.supplier) body.set('supplier_id', whose.supplier)
  body.set('file', file)
  return api.post<Import>(`/imports/${kind}`, body)
}

/** Follows a run until it has ended. */
export function useImport(kind: Kind, id: Id | undefined) {
  return useQuery({
    queryKey: ['imports', kind, id],
    queryFn: ({ signal }) => api.get<Import>(`/imports/${kind}/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) =>
      !data || data.state === 'running' || data.undo_state === 'running' ? 700 : false,
  })
}

const stored = (kind: Kind) => `ecar.import.${kind}`
export const lastRun = (kind: Kind): Id | undefined => sessionStorage.getItem(stored(kind)) ?? undefined
export function rememberRun(kind: Kind, id: Id | null) {
  if (id) sessionStorage.setItem(stored(kind), id)
  else sessionStorage.removeItem(stored(kind))
}
