import type { Id, User } from '@/api/types'

export interface UserFilter {
  q?: string
  state?: string
  site?: Id
  role?: string
}

/** Letters without their accents, whatever their case. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Those of the people that fit: every word begins one of theirs, and they work there in that role. */
export function matching(users: User[], { q = '', state, site, role }: UserFilter): User[] {
  const words = plain(q).split(/\s+/).filter(Boolean)
  return users.filter(
    (user) =>
      (!state || user.state === state) &&
      (!site || rolesAt(user, site).length > 0) &&
      (!role || (site ? rolesAt(user, site) : allRoles(user)).includes(role)) &&
      words.every((word) => begins(user, word)),
  )
}

function begins({ name, email }: User, word: string): boolean {
  const own = [...plain(name).split(/[\s'’-]+/), plain(email), ...plain(email).split(/[@.]/)]
  return own.some((part) => part.startsWith(word))
}

/** A site's own role goes before the one held everywhere. */
export function rolesAt({ sites, everywhere_role }: User, site: Id): string[] {
  const own = sites.filter(({ site_id }) => site_id === site).map(({ role }) => role)
  return own.length > 0 || everywhere_role === null ? own : [everywhere_role]
}

const allRoles = ({ sites, everywhere_role }: User) => [...sites.map(({ role }) => role), everywhere_role]
