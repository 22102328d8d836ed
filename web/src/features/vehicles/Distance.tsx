import type { OdometerUnit } from '@/api/types'
import { useLanguage } from '@/ui/useLanguage'
import { formatDistance } from './distance'

/** What the API keeps as kilometres (hours of a machine), as the instrument shows it. */
export function Distance({ kept, unit }: { kept: number; unit: OdometerUnit }) {
  return (
    <bdi dir="ltr" className="num">
      {formatDistance(kept, unit, useLanguage())}
    </bdi>
  )
}
