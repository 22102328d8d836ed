import type { Id, Me } from '@/api/types'
import { useMe } from './session'
import { useSiteId } from './site'

/** May the signed-in person do this at the chosen site? For what no record's `actions` can tell, such as creating one. */
export function useMay(permission: string): boolean {
  const me = useMe()
  const site = useSiteId()
  return mayAt(me, site, permission)
}

/** May they do it at one site at least? For what is not a single site's: people, roles, keys. */
export function useMayAnywhere(permission: string): boolean {
  return mayAnywhere(useMe(), [permission])
}

export const mayAt = (me: Me | null, site: Id, permission: string) =>
  me?.sites.find(({ id }) => id === site)?.permissions.includes(permission) ?? false

/** One of the permissions, at one of the sites. */
export const mayAnywhere = (me: Me | null, permissions: string[]) =>
  me?.sites.some((site) => permissions.some((permission) => site.permissions.includes(permission))) ?? false
