import type { TFunction } from 'i18next'

const KNOWN = [
  'service',
  'brakes',
  'diagnosis',
  'tyres',
  'air_conditioning',
  'electrics',
  'bodywork',
  'lift',
  'alignment_rack',
  'diagnostic_tool',
  'spray_booth',
]

/** A code of the site's settings in words; one of their own as it is written. */
export const skillName = (t: TFunction, code: string) =>
  KNOWN.includes(code) ? t(`schedule.code.${code}`) : code.replaceAll('_', ' ')
