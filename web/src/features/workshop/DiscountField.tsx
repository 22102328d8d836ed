import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasisPoints, Id, Line } from '@/api/types'
import { limitAt } from '@/app/may'
import { useMe } from '@/app/session'
import { ScaledInput } from '@/ui/ScaledInput'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'

interface Props {
  line: Line
  site: Id
  onSave: (discount: BasisPoints) => void
}

/** The discount of a line, up to what the role allows; more than that is not sent, and the most is said beside it. */
export function DiscountField({ line, site, onSave }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const limit = limitAt(useMe(), site)
  const [typed, setTyped] = useState<number | null>(line.discount)
  const beyond = limit !== null && typed !== null && typed > limit && typed !== line.discount
  const hint = limit === null ? '' : t('workshop.discountLimit', { percent: formatScaled(limit, 2, language) })
  return (
    <>
      <ScaledInput
        variant="filled"
        decimals={2}
        suffix="%"
        max={limit ?? undefined}
        value={line.discount}
        label={hint ? `${t('workshop.discount')} (${hint})` : t('workshop.discount')}
        onChange={setTyped}
        onCommit={onSave}
      />
      {beyond && (
        <small role="alert" className="field-fault">
          {hint}
        </small>
      )}
    </>
  )
}
