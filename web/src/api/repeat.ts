const KEPT = 5 * 60_000
const unanswered = new Map<string, { key: string; until: number }>()

/** A fresh Idempotency-Key. (randomUUID is missing on plain-HTTP origins.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key of a request: the one it had when the very same was sent and never answered, so that it is done once. */
export function keyOf(request: string, now = Date.now()): string {
  const known = unanswered.get(request)
  if (known && known.until > now) return known.key
  const key = newKey()
  unanswered.set(request, { key, until: now + KEPT })
  return key
}

/** The server has spoken: the same request is from now on another intent. */
export function answered(request: string) {
  unanswered.delete(request)
}
