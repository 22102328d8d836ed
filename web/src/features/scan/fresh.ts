/** How long a code must be out of sight to count as shown again. */
const GONE_MS = 1200

/** Tells a code that comes into sight from one that stays there: each is handed on once. */
export function sightings() {
  let last: string | null = null
  let seenAt = 0
  return (code: string, now: number): boolean => {
    const isNew = code !== last || now - seenAt > GONE_MS
    last = code
    seenAt = now
    return isNew
  }
}
