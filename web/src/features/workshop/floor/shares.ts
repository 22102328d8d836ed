import type { Id } from '@/api/types'

/** A technician's part of a job, in hundredths of a per cent. */
export interface Part {
  user: Id
  share: number
}

const WHOLE = 10_000

/** Everybody gets the same; what cannot be parted goes to the first. */
export function equalParts(users: Id[]): Part[] {
  const each = Math.floor(WHOLE / Math.max(users.length, 1))
  return users.map((user, place) => ({ user, share: place === 0 ? WHOLE - each * (users.length - 1) : each }))
}

export const isWhole = (parts: Part[]) =>
  parts.every(({ share }) => share > 0) && parts.reduce((sum, { share }) => sum + share, 0) === WHOLE
