import type { Id, Me } from '@/api/types'
import { useMe } from './session'

export const mayAt = (me: Me | null, site: Id, permission: string) =>
  me?.sites.find(({ id }) => id === site)?.permissions.includes(permission) ?? false

/** The greatest discount the person may give on a line at the site, in basis points; null is without a limit. */
export function limitAt(me: Me | null, site: Id): number | null {
  const at = me?.sites.find(({ id }) => id === site)
  return at ? at.max_discount : 0
}

/** One of the permissions, at one of the sites. */
export const mayAnywhere = (me: Me | null, permissions: string[]) =>
  me?.sites.some((site) => permissions.some((permission) => site.permissions.includes(permission))) ?? false

/** May the signed-in person do it at one site at least? For what is not a single site's: people, roles, keys. */
export function useMayAnywhere(permission: string): boolean {
  return mayAnywhere(useMe(), [permission])
}

/** May they do it at every one of their sites? For what is the whole garage's. */
export function useMayEverywhere(permission: string): boolean {
  const sites = useMe()?.sites ?? []
  return sites.length > 0 && sites.every(({ permissions }) => permissions.includes(permission))
}
