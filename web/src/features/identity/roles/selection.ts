/** The names with one put in or taken out. */
export const toggled = (held: string[], name: string, on: boolean) =>
  on ? [...held.filter((other) => other !== name), name] : held.filter((other) => other !== name)

export type Share = 'all' | 'some' | 'none'

/** How much of a group is held. */
export function shareOf(group: string[], held: string[]): Share {
  const count = group.filter((name) => held.includes(name)).length
  if (count === 0) return 'none'
  return count === group.length ? 'all' : 'some'
}

/** Do both name the same, in whatever order? */
export const sameNames = (a: string[], b: string[]) => a.length === b.length && a.every((name) => b.includes(name))

/** The strictest of limits; null is without one. */
export const leastLimit = (limits: (number | null)[]): number | null =>
  limits.reduce((least, one) => (least === null ? one : one === null ? least : Math.min(least, one)), null)
