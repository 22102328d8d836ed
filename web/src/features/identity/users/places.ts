import type { Id, Me, MySite, Place, Role } from '@/api/types'
import { mayAt } from '@/app/may'

/** Nobody gives more than they hold there themselves, nor what reaches further. */
export const mayGive = (role: Role, site: MySite) =>
  role.permissions.every((permission) => site.permissions.includes(permission)) &&
  (role.permissions.length === 0 ||
    (isWithin(role.max_discount, site.max_discount) && isWithin(role.max_refund, site.max_refund)))

const isWithin = (limit: number | null, own: number | null) => own === null || (limit !== null && limit <= own)

/** At these sites of theirs someone may do what `permission` names. */
export const sitesWhere = (me: Me | null, permission: string) =>
  me?.sites.filter(({ id }) => mayAt(me, id, permission)) ?? []

/** The places with this site's role put in, or taken out when there is none. */
export function withRole(places: Place[], site_id: Id, role: string | undefined): Place[] {
  const others = places.filter((place) => place.site_id !== site_id)
  return role ? [...others, { site_id, role }] : others
}
