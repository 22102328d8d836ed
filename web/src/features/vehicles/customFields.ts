import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { CustomField, VehicleFields } from '@/api/types'

const KEY = ['vehicle-fields']

/** The fields that the garage made for its vehicles. */
export function useCustomFields() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<VehicleFields>('/vehicle-fields', { signal }),
    staleTime: 60_000,
  })
}

export function useSaveCustomFields() {
  const client = useQueryClient()
  return async (fields: CustomField[]) => {
    client.setQueryData(KEY, await api.put<VehicleFields>('/vehicle-fields', { fields }))
  }
}

/** A key that no other has, made of a name. */
export function keyOf(name: string, taken: string[], without: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  const base = plain.replace(/^_|_$/g, '').slice(0, 26) || without
  let key = base
  for (let count = 2; taken.includes(key); count++) key = `${base}_${count}`
  return key
}
