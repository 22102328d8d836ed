import type { BreakdownCounts, BreakdownGroup, BreakdownPart, Language } from '@/api/types'
import { kpiText } from './kpi'

export const BYS = ['technician', 'service'] as const
export type By = (typeof BYS)[number]

/** Whose share it is of what nobody is known to have done. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What is counted of each, and in which unit. */
const COUNTS = {
  sales: 'money',
  labour: 'money',
  parts: 'money',
  jobs: 'count',
  worked: 'time',
  attended: 'time',
  sold: 'hours',
  billed: 'hours',
  efficiency: 'percent',
  productivity: 'percent',
  cost: 'money',
  margin: 'money',
  margin_share: 'percent',
} as const
export type Count = keyof typeof COUNTS

const SHOWN: Record<By, Count[]> = {
  technician: ['sales', 'labour', 'worked', 'sold', 'billed', 'efficiency', 'productivity', 'margin'],
  service: ['sales', 'jobs', 'billed', 'parts', 'cost', 'margin', 'margin_share'],
}

/** What stands in the table; costs for those who see them. */
export function shown(by: By, { total }: BreakdownGroup): Count[] {
  const secret: Count[] = total.cost === null ? ['cost', 'margin', 'margin_share'] : []
  return SHOWN[by].filter((count) => !secret.includes(count))
}

/** All that is known of one. */
export function known(counts: BreakdownCounts): Count[] {
  return (Object.keys(COUNTS) as Count[]).filter((count) => counts[count] !== null)
}

export function countText(counts: BreakdownCounts, count: Count, currency: string, language: Language): string {
  return kpiText(counts[count] ?? null, COUNTS[count], currency, language)
}

/** What opens one, in the address. */
export const keyOf = (by: By, currency: string, id: string) => `${by}.${currency}.${id}`

/** What the address opens. */
export function opened(key: string | undefined): { by: By; currency: string; id: string } | undefined {
  const [name, currency, id] = (key ?? '').split('.')
  const by = BYS.find((by) => by === name)
  return by && currency && id ? { by, currency, id } : undefined
}

/** The greatest that have a name, for a chart. */
export const greatest = (parts: BreakdownPart[], many: number) =>
  parts.filter(({ id, counts }) => id !== NOBODY && counts.sales > 0).slice(0, many)
