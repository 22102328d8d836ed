import { useSyncExternalStore } from 'react'
import { api } from '@/api/client'
import { listenExpiry, listenSession, refreshSession, setToken } from '@/api/token'
import type { Id, Me, Session } from '@/api/types'
import { askAgain, settleExpiry } from './expiry'
import { setLanguage, storedLanguage } from './locale'
import { queryClient } from './query'

let me: Me | null = null
let byPin = false
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
listenSession((session) => {
  if (!session) return
  byPin = false
  setMe(session.me)
})
listenExpiry(async () => me !== null && askAgain())
channel?.addEventListener('message', () => endHere())

export const currentMe = () => me

export function useMe(): Me | null {
  return useSyncExternalStore(subscribe, currentMe)
}

/** Did they come with a PIN? Then their account itself stays closed. */
export function useByPin(): boolean {
  return useSyncExternalStore(subscribe, () => byPin)
}

/** What the API answered about the caller after a change of their own. */
export const keepMe = setMe

/** Asks again who the caller is: after a change of their sites or their address. */
export async function refreshMe(): Promise<void> {
  setMe(await api.get<Me>('/me'))
}

/** At start: is there still a session behind the cookie? False where nobody answers: then it is not known. */
export async function restoreSession(): Promise<boolean> {
  const session = await refreshSession().catch(() => undefined)
  if (session && !storedLanguage()) await setLanguage(session.me.language)
  return session !== undefined
}

/** What somebody signs in with: who has no address has a user name. */
export const signsInAs = ({ email, user_name }: Pick<Me, 'email' | 'user_name'>) => email ?? user_name ?? ''

export async function signIn(email: string, password: string, code?: string): Promise<void> {
  await enter(await api.post<Session>('/auth/login', { email, password, code }), false)
}

/** With a passkey that the browser answered a challenge with. */
export async function signInWithPasskey(ceremony_id: Id, credential: unknown): Promise<void> {
  await enter(await api.post<Session>('/auth/passkey/finish', { ceremony_id, credential }), false)
}

/** Changes the person on a shared device. */
export async function switchByPin(user: Id, pin: string): Promise<void> {
  // A personal session behind the cookie would otherwise come back when the PIN's ends.
  await api.post('/auth/logout')
  await enter(await api.post<Session>('/auth/pin', { user_id: user, pin }), true)
}

async function enter(session: Session, withPin: boolean): Promise<void> {
  if (me && me.id !== session.me.id) queryClient.clear()
  byPin = withPin
  setToken(session.access_token)
  setMe(session.me)
  settleExpiry(true)
  if (!storedLanguage()) await setLanguage(session.me.language)
}

/** Reads anew what the person may do: their roles, or what a role holds, changed. */
export async function reloadMe(): Promise<void> {
  if (me) setMe(await api.get<Me>('/me').catch(() => me))
}

export async function signOut(): Promise<void> {
  // What a PIN opened has no cookie: its token says what ends.
  await api.post('/auth/logout', {}, { asCaller: byPin }).catch(() => {})
  channel?.postMessage('signed-out')
  endHere()
}

function endHere() {
  setToken(null)
  byPin = false
  setMe(null)
  settleExpiry(false)
  queryClient.clear()
}
