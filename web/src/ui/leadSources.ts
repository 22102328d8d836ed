import type { LeadSource } from '@/api/types'

/** How a visit came about, in the order of their keys: Alt and 1 is the first. */
export const LEAD_SOURCES = [
  'word_of_mouth',
  'web_search',
  'passing_by',
  'returning',
  'fleet',
  'advert',
  'online_booking',
  'other',
] as const satisfies LeadSource[]

interface Pressed {
  code: string
  altKey: boolean
  ctrlKey: boolean
}

/** The source that a key means, on any layout; AltGr writes letters and means none. */
export function sourceOfKey({ code, altKey, ctrlKey }: Pressed): LeadSource | undefined {
  if (!altKey || ctrlKey || !/^Digit\d$/.test(code)) return undefined
  return LEAD_SOURCES[Number(code.slice(5)) - 1]
}
