import { useTranslation } from 'react-i18next'
import type { PartsLight as Light } from '@/api/types'
import { Tag, type Tone } from './StatusTag'

const TONES: Record<Light, Tone> = { short: 'red', on_the_way: 'amber', on_premises: 'green' }

/** Where the parts of a line, a job or an order are. */
export function PartsLight({ light }: { light: Light }) {
  const { t } = useTranslation()
  return <Tag tone={TONES[light]}>{t(`parts.light.${light}`)}</Tag>
}
