import { mayAnywhere, mayAt } from './may'
import { useMe } from './session'
import { useAllSites, useSiteId } from './site'

/** May the signed-in person do this at the chosen site, or, with all shown, at one of them? For what no record's `actions` can tell, such as creating one. */
export function useMay(permission: string): boolean {
  const me = useMe()
  const site = useSiteId()
  const all = useAllSites()
  return all ? mayAnywhere(me, [permission]) : mayAt(me, site, permission)
}
