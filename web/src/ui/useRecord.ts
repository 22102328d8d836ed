import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'

/** One record of a list's address: useRecord<Customer>('/customers', id). */
export function useRecord<T>(path: string, id: string) {
  return useQuery({
    queryKey: [path.slice(1), 'one', id],
    queryFn: ({ signal }) => api.get<T>(`${path}/${id}`, { signal }),
  })
}

/** Puts what the API answered in place of the record and lets the lists follow. */
export function useKeepRecord<T extends { id: string }>(path: string) {
  const client = useQueryClient()
  return (record: T) => {
    const key = path.slice(1)
    client.setQueryData([key, 'one', record.id], record)
    for (const part of ['list', 'related', 'suggest']) client.invalidateQueries({ queryKey: [key, part] })
    return record
  }
}
