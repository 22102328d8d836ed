export type Kind = 'customers' | 'vehicles' | 'visits' | 'balances' | 'products' | 'prices'

interface Facts {
  /** What the person needs to import it. */
  permission: string
  /** Where what was imported is seen. */
  list: '/customers' | '/vehicles' | '/products' | '/suppliers'
  /** The file is of the site that is worked at. */
  ofSite: boolean
  /** The file is of one supplier, who is chosen. */
  ofSupplier?: boolean
}

export const KINDS: Record<Kind, Facts> = {
  customers: { permission: 'customer.import', list: '/customers', ofSite: false },
  vehicles: { permission: 'vehicle.import', list: '/vehicles', ofSite: false },
  visits: { permission: 'vehicle.import', list: '/vehicles', ofSite: true },
  balances: { permission: 'balance.import', list: '/customers', ofSite: true },
  products: { permission: 'product.import', list: '/products', ofSite: true },
  prices: { permission: 'supplier.write', list: '/suppliers', ofSite: false, ofSupplier: true },
}

export const isKind = (kind: string): kind is Kind => Object.hasOwn(KINDS, kind)

/** What is seen in one list, so that one comes from the import of one to that of the other. */
export const beside = (kind: Kind): Kind[] =>
  (Object.keys(KINDS) as Kind[]).filter((other) => KINDS[other].list === KINDS[kind].list)
