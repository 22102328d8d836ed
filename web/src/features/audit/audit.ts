// Written by hand: the API's document has no audit trail yet.
import type { Id, Instant } from '@/api/types'

export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

export interface AuditEntry {
  id: Id
  at: Instant
  actor_id: Id
  actor_name: string
  address: string | null
  /** "customer.update" */
  action: string
  entity: string
  entity_id: Id
  /** What people know the record by. */
  label: string
  site_id: Id | null
  changes: FieldChange[] | null
}

/** Records that have a page of their own. */
const PAGES: Record<string, string> = {
  customer: '/customers',
  vehicle: '/vehicles',
  product: '/products',
  work_order: '/work-orders',
  invoice: '/invoices',
  user: '/users',
  role: '/roles',
  site: '/sites',
}

/** What the audit can be narrowed to. */
export const ENTITIES = [...Object.keys(PAGES), 'api_key', 'device']

export function pageOf({ entity, entity_id }: Pick<AuditEntry, 'entity' | 'entity_id'>): string | null {
  const path = PAGES[entity]
  return path ? `${path}/${entity_id}` : null
}

/** "work_order.hand_over" -> "hand_over" */
export const verbOf = (action: string) => action.slice(action.indexOf('.') + 1)
