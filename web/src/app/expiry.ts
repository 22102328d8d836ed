import { useSyncExternalStore } from 'react'

interface Waiting {
  signedIn: Promise<boolean>
  settle: (signedIn: boolean) => void
}

let waiting: Waiting | null = null
const listeners = new Set<() => void>()

function setWaiting(next: Waiting | null) {
  waiting = next
  for (const listener of listeners) listener()
}

/** Asks to sign in again, once for all requests that wait; what is on the page stays as it is. */
export function askAgain(): Promise<boolean> {
  if (waiting) return waiting.signedIn
  let settle: Waiting['settle'] = () => {}
  const signedIn = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  setWaiting({ signedIn, settle })
  return signedIn
}

export function settleExpiry(signedIn: boolean) {
  waiting?.settle(signedIn)
  setWaiting(null)
}

export function useExpired(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting !== null,
  )
}
