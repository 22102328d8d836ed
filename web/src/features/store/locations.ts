import { useState } from 'react'
import { api } from '@/api/client'
import type { Id, Location, LocationChange, LocationInput, MoveInput, ProductLocation } from '@/api/types'
import { useAll } from '@/ui/useAll'

export const createLocation = (body: LocationInput, idempotencyKey: string) =>
  api.post<Location>('/stock/locations', body, { idempotencyKey })
export const updateLocation = (id: Id, version: number, body: LocationChange) =>
  api.patch<Location>(`/stock/locations/${id}`, body, { version })
export const moveStock = (body: MoveInput, idempotencyKey: string) =>
  api.post<ProductLocation[]>('/stock/location-moves', body, { idempotencyKey })

/** Rooms and vans of a site, beside its own shelves. */
export const useLocations = (site: Id) => useAll<Location>('/stock/locations', { site })

const REMEMBERED = 'ecar.parts-from'

/** Where this device takes parts from: what was chosen last, while the site still has it. */
export function usePartsFrom(site: Id): [Id | null, (location: Id | null) => void, Location[]] {
  const locations = useLocations(site).data ?? []
  const [chosen, setChosen] = useState(() => localStorage.getItem(REMEMBERED))
  const choose = (location: Id | null) => {
    if (location) localStorage.setItem(REMEMBERED, location)
    else localStorage.removeItem(REMEMBERED)
    setChosen(location)
  }
  return [locations.find(({ id }) => id === chosen)?.id ?? null, choose, locations]
}
