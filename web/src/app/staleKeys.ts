const KEYS: Record<string, string[]> = {
  work_order: ['work-orders', 'quotes', 'work-in-progress'],
  invoice: [
    'invoices',
    'work-orders',
    'credit-notes',
    'receivables',
    'dunning-letters',
    'dunning-figures',
    'billing-alerts',
    'drawers',
    'journals',
    'vat-reports',
    'invoice-figures',
    'loyalty',
    'e-invoices',
    'e-invoice-counts',
  ],
  payment: ['invoices', 'work-orders'],
  e_invoice: ['e-invoices', 'e-invoice-counts', 'invoices', 'billing-alerts'],
  deposit: ['deposits', 'work-orders', 'invoices', 'receivables', 'drawers', 'journals', 'vat-reports'],
  dunning: ['dunning-letters', 'dunning-pauses', 'dunning-figures', 'billing-alerts'],
  cheque: ['cheques', 'invoices', 'deposits', 'receivables', 'journals', 'billing-alerts'],
  customer: ['customers'],
  customer_tag: ['customers'],
  vehicle: ['vehicles'],
  inspection: ['inspections'],
  inspection_template: ['inspection-templates'],
  product: ['products', 'stock/locations'],
  canned_job: ['canned-jobs'],
  prices: ['prices', 'price-agreements', 'contract-prices'],
  stock: ['products', 'reorder', 'reservations', 'stock/dead'],
  parts: ['work-orders', 'reservations', 'work-in-progress', 'stock-values'],
  purchase_order: ['purchase-orders', 'reorder', 'reservations', 'products'],
  store_paper: [
    'supplier-invoices',
    'supplier-returns',
    'leftovers',
    'transfers',
    'stock-takes',
    'cores',
    'stock/locations',
  ],
  supplier: ['suppliers', 'supplier-items'],
  message: ['messages', 'reminders', 'feedback'],
  news: ['news'],
  appointment: ['appointments', 'schedule'],
  schedule: ['schedule', 'schedules'],
  site: ['sites', 'schedule'],
  user: ['users', 'staff'],
  role: ['roles'],
  time: ['time', 'clockings'],
  deferred_job: ['work-orders'],
  import: ['imports'],
  webhook: ['webhooks'],
  figures: ['reports', 'reports/leaks'],
  saved_report: ['reports/saved'],
}

// What customers owe stands in the way of their orders.
const STANDING = ['customers', 'work-orders']

// What names a customer follows a merge.
const MERGED = ['customers', 'vehicles', 'work-orders', 'invoices']

/** Query key prefixes an event makes stale: "work_order.started" -> work-orders. */
export function staleKeys(type: string): string[] {
  if (type === 'customer.merged' || type === 'customer.unmerged') return MERGED
  if (type === 'customer.standing_changed') return STANDING
  return KEYS[type.split('.')[0] ?? ''] ?? []
}
