import type { FleetUnit } from '@/api/types'

const plain = (text: string) => text.toLowerCase().replace(/[\s-]/g, '')

/** Whether what was typed is in the vehicle's plate, number or name, however it is spaced. */
export const matching = ({ plate, unit_number, label }: FleetUnit, typed: string) =>
  [plate, unit_number ?? '', label].some((text) => plain(text).includes(plain(typed)))
