import { useTranslation } from 'react-i18next'
import type { InspectionCounts } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'

const SHOWN: [keyof InspectionCounts, Tone][] = [
  ['urgent', 'red'],
  ['soon', 'amber'],
  ['ok', 'green'],
  ['not_inspected', 'grey'],
]

/** How many items are what: worst first, and nothing of what there is none. */
export function Counts({ counts }: { counts: InspectionCounts }) {
  const { t } = useTranslation()
  return (
    <span className="row wrap">
      {SHOWN.filter(([verdict]) => counts[verdict] > 0).map(([verdict, tone]) => (
        <Tag key={verdict} tone={tone}>
          {t(`inspections.verdict.${verdict}`)} <span className="num">{counts[verdict]}</span>
        </Tag>
      ))}
    </span>
  )
}
