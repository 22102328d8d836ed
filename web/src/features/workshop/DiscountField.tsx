import { useTranslation } from 'react-i18next'
import type { BasisPoints, Id, Line } from '@/api/types'
import { limitAt } from '@/app/may'
import { useMe } from '@/app/session'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { LimitedField } from './LimitedField'

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
  return (
    <LimitedField
      decimals={2}
      suffix="%"
      max={limit ?? undefined}
      value={line.discount}
      label={t('workshop.discount')}
      hint={limit === null ? '' : t('workshop.discountLimit', { percent: formatScaled(limit, 2, language) })}
      onSave={onSave}
    />
  )
}
