import type { Id } from '@/api/types'
import { GateSettings } from './GateSettings'
import '../floor/floor.css'

/** How a site runs its workshop. */
export function WorkshopSettings({ site }: { site: Id }) {
  return <GateSettings site={site} />
}
