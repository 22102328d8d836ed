import { useSiteId } from '@/app/site'
import { useTechnicians } from '@/features/workshop/queries'

/** The site's technicians, to choose from. */
export function useStaff() {
  const staff = useTechnicians(useSiteId()).data?.items ?? []
  return staff.map(({ id, name }) => ({ value: id, label: name }))
}
