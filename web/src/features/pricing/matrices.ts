import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Amount, Id, MarkupMatrix, MarkupMatrixInput, MarkupTier, PreviewedPrice, TierKind } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

/** A tier as it is typed: it ends where the next begins. */
export interface TierFields {
  from_cost?: Amount | null
  rate?: number | null
}

export function useMatrices(site: Id, archived: boolean, enabled: boolean) {
  return useQuery({
    queryKey: ['prices', 'matrices', site, archived],
    queryFn: ({ signal }) =>
      api.get<{ items: MarkupMatrix[] }>('/markup-matrices', {
        query: { site, archived: archived || undefined },
        signal,
      }),
    enabled: enabled && site !== '',
  })
}

export const addMatrix = (site_id: Id, everywhere: boolean, matrix: MarkupMatrixInput) =>
  api.post<MarkupMatrix>('/markup-matrices', { site_id, everywhere, matrix }, { repeatable: true })

export const updateMatrix = ({ id, version }: MarkupMatrix, body: MarkupMatrixInput) =>
  api.put<MarkupMatrix>(`/markup-matrices/${id}`, body, { version })

export const inputOf = ({
  name,
  category,
  brand,
  supplier_id,
  basis,
  kind,
  rounding,
  tiers,
  archived,
}: MarkupMatrix) => ({
  name,
  category,
  brand,
  supplier_id,
  basis,
  kind,
  rounding,
  tiers,
  archived,
})

/** The tiers of what was typed, in the order of their costs, each up to the next. What is not filled in is left out. */
export function tiersOf(typed: (TierFields | undefined)[] = []): MarkupTier[] {
  const filled = typed.flatMap((tier) =>
    typeof tier?.from_cost === 'number' && typeof tier.rate === 'number'
      ? [{ from_cost: tier.from_cost, rate: tier.rate }]
      : [],
  )
  filled.sort((one, other) => one.from_cost - other.from_cost)
  return filled.map((tier, place) => ({ ...tier, to_cost: filled[place + 1]?.from_cost ?? null }))
}

/** What a part of this cost would sell for. */
export function usePreview(kind: TierKind, rounding: Amount, tiers: MarkupTier[], cost: Amount | null) {
  const ready = cost !== null && tiers.length > 0
  const asked = useDebounced(ready ? JSON.stringify({ kind, rounding, tiers, cost }) : '', 200)
  return useQuery({
    queryKey: ['prices', 'preview', asked],
    queryFn: () => api.post<PreviewedPrice>('/markup-matrices/preview', JSON.parse(asked)),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
}
