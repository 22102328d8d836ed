import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasisPoints, Id, Line } from '@/api/types'
import { limitAt } from '@/app/may'
import { useMe } from '@/app/session'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { LimitedField } from './LimitedField'

const AskDiscountButton = lazy(async () => ({ default: (await import('./AskDiscountButton')).AskDiscountButton }))

interface Props {
  line: Line
  order: Id
  site: Id
  onSave: (discount: BasisPoints) => void
}

/** The discount of a line, up to what the role allows; more than that is not sent, and can be asked for. */
export function DiscountField({ line, order, site, onSave }: Props) {
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
      beyondLimit={(share) => (
        <Suspense>
          <AskDiscountButton order={order} line={line} share={share} />
        </Suspense>
      )}
    />
  )
}
