import { ProblemError } from './problem'
import type { Problem, Session } from './types'

// The access token lives in memory only; the refresh token is an HttpOnly cookie.
let accessToken: string | null = null
let refreshing: Promise<Session | null> | null = null
let onSession: (session: Session | null) => void = () => {}
let askAgain: () => Promise<boolean> = async () => false

export const getToken = () => accessToken

export function setToken(token: string | null) {
  accessToken = token
}

/** Told of every renewed session, and of null when the session has ended. */
export function listenSession(listener: (session: Session | null) => void) {
  onSession = listener
}

/** Told when a session has ended under someone's hands: true once they have signed in again. */
export function listenExpiry(ask: () => Promise<boolean>) {
  askAgain = ask
}

/** After a 401: a new token by the cookie, or by whoever sits there signing in again. False: signed out. */
export async function renewSession(): Promise<boolean> {
  return (await refreshSession()) !== null || askAgain()
}

/** One refresh at a time, in this tab and across tabs (the refresh token rotates). Null: signed out. */
export function refreshSession(): Promise<Session | null> {
  refreshing ??= underLock(requestRefresh).finally(() => {
    refreshing = null
  })
  return refreshing
}

function underLock<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  return navigator.locks.request('ecar-refresh', work) as Promise<T>
}

async function requestRefresh(): Promise<Session | null> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  if (response.status >= 500 || response.status === 429) throw new ProblemError(unavailable(response.status))
  const session = response.ok ? ((await response.json()) as Session) : null
  setToken(session?.access_token ?? null)
  onSession(session)
  return session
}

function unavailable(status: number): Problem {
  return { type: '/problems/unavailable', code: 'unavailable', title: 'unavailable', status }
}
