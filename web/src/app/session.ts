import { useSyncExternalStore } from 'react'
import { api } from '@/api/client'
import { listenExpiry, listenSession, refreshSession, setToken } from '@/api/token'
import type { Me, Session } from '@/api/types'
import { askAgain, settleExpiry } from './expiry'
import { setLanguage, storedLanguage } from './locale'
import { queryClient } from './query'

let me: Me | null = null
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ecar-session')

function setMe(next: Me | null) {
  me = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// Without a session those who were signed in stay on their page and are asked again; see expiry.ts.
listenSession((session) => session && setMe(session.me))
listenExpiry(async () => me !== null && askAgain())
channel?.addEventListener('message', () => endHere())

export const currentMe = () => me

export function useMe(): Me | null {
  return useSyncExternalStore(subscribe, currentMe)
}

/** At start: is there still a session behind the cookie? */
export async function restoreSession(): Promise<void> {
  const session = await refreshSession().catch(() => null)
  if (session && !storedLanguage()) await setLanguage(session.me.language)
}

export async function signIn(email: string, password: string): Promise<void> {
  const session = await api.post<Session>('/auth/login', { email, password })
  setToken(session.access_token)
  setMe(session.me)
  settleExpiry(true)
  if (!storedLanguage()) await setLanguage(session.me.language)
}

export async function signOut(): Promise<void> {
  await api.post('/auth/logout').catch(() => {})
  channel?.postMessage('signed-out')
  endHere()
}

function endHere() {
  setToken(null)
  setMe(null)
  settleExpiry(false)
  queryClient.clear()
}
