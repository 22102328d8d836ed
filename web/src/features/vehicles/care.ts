import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { CareItem, CareItemInput, Id, Language, VehicleCare } from '@/api/types'

const keyOf = (id: Id) => ['vehicles', 'care', id]

/** When what is due for a vehicle; read again when its odometer changes. */
export function useCare(id: Id, version: number) {
  return useQuery({
    queryKey: [...keyOf(id), version],
    queryFn: ({ signal }) => api.get<VehicleCare>(`/vehicles/${id}/care`, { signal }),
  })
}

export function useSetCare(id: Id) {
  const client = useQueryClient()
  return async (item: string, body: CareItemInput) => {
    const care = await api.put<VehicleCare>(`/vehicles/${id}/care/${item}`, body)
    client.setQueriesData({ queryKey: keyOf(id) }, care)
    for (const part of ['one', 'list']) client.invalidateQueries({ queryKey: ['vehicles', part] })
  }
}

export const titleOf = ({ title }: Pick<CareItem, 'title'>, language: Language) => title[language]

/** What is due first stands first, then what has no date. */
export function inOrder(items: CareItem[]): CareItem[] {
  const key = ({ due_on, is_off }: CareItem) => (is_off ? '~~' : (due_on ?? '~'))
  return [...items].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
