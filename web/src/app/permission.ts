import { mayAt } from './may'
import { useMe } from './session'
import { useSiteId } from './site'

/** May the signed-in person do this at the chosen site? For what no record's `actions` can tell, such as creating one. */
export function useMay(permission: string): boolean {
  const me = useMe()
  const site = useSiteId()
  return mayAt(me, site, permission)
}
