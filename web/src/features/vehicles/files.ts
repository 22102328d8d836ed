import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { Id, VehicleFile } from '@/api/types'

const keyOf = (id: Id) => ['vehicles', 'files', id]

/** A vehicle's photos and documents, newest first. */
export function useFiles(id: Id) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<{ items: VehicleFile[] }>(`/vehicles/${id}/files`, { signal }),
  })
}

export function useFileChanges(id: Id) {
  const client = useQueryClient()
  const follow = () => client.invalidateQueries({ queryKey: keyOf(id) })
  const add = async (file: File) => {
    const form = new FormData()
    form.set('file', file)
    await api.post<VehicleFile>(`/vehicles/${id}/files`, form, { idempotencyKey: newKey() })
    await follow()
  }
  const remove = async (file: Id) => {
    await api.del(`/vehicles/${id}/files/${file}`)
    await follow()
  }
  return { add, remove }
}

/** The address of a file read with the session's rights, for as long as it is shown. */
export function useFileAddress(path: string, query: { thumbnail: boolean } | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  const thumbnail = query?.thumbnail
  useEffect(() => {
    if (thumbnail === undefined) return
    const stop = new AbortController()
    let made: string | null = null
    api
      .blob(path, { query: { thumbnail: thumbnail || undefined }, signal: stop.signal })
      .then((blob) => {
        made = URL.createObjectURL(blob)
        setAddress(made)
      })
      .catch(() => undefined)
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [path, thumbnail])
  return address
}
