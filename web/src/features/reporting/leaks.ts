import type { LeakKind } from '@/api/types'

export const LEAK_KINDS: LeakKind[] = [
  'not_invoiced',
  'unbilled_parts',
  'unbilled_labour',
  'supplier_invoice',
  'supplier_return',
  'core_in_hand',
  'core_sent',
]
