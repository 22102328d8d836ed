import type { Id } from '@/api/types'
import type { Target } from '@/ui/RowCards'

const PAGES: Record<string, string> = {
  invoice: '/invoices',
  work_order: '/work-orders',
  appointment: '/appointments',
  product: '/products',
  vehicle: '/vehicles',
}

/** Where a row's document is. Credit notes stand in a list, and so does people's time. */
export function target(row: { document: string; document_id: Id; day: string }): Target {
  const page = PAGES[row.document]
  if (page) return `${page}/${row.document_id}`
  if (row.document === 'schedule') return { to: '/schedule', search: { date: row.day } }
  if (row.document === 'user') return { to: '/time', search: { user: row.document_id, week: row.day } }
  return { to: '/invoices', search: { kind: 'credits' } }
}
