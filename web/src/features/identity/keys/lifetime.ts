import type { Instant, Me } from '@/api/types'

/** Days a key may work; 0 for as long as nobody revokes it. */
export const LIFETIMES = [30, 90, 365, 0]

const DAY = 86_400_000

export const expiryAfter = (days: number, now = Date.now()): Instant | null =>
  days === 0 ? null : new Date(now + days * DAY).toISOString()

/** What the caller holds at every one of the sites: a key gets no more than its maker has. */
export function heldAtAll(me: Me | null, sites: string[]): string[] {
  const [first, ...others] = me?.sites.filter(({ id }) => sites.includes(id)) ?? []
  return first?.permissions.filter((name) => others.every(({ permissions }) => permissions.includes(name))) ?? []
}
