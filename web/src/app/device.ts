import { useSyncExternalStore } from 'react'

// Whether PINs open anything here is the API's to say (its cookie is out of reach for scripts);
// this only remembers to ask.
const STORED = 'ecar.shared-device'
const listeners = new Set<() => void>()

export const isShared = () => localStorage.getItem(STORED) !== null

export function setShared(shared: boolean) {
  if (shared) localStorage.setItem(STORED, '1')
  else localStorage.removeItem(STORED)
  for (const listener of listeners) listener()
}

/** Is this a tablet or computer that people share with PINs? */
export function useShared(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isShared)
}
