import { useTranslation } from 'react-i18next'
import type { Line } from '@/api/types'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'

/** Which rule set the price of a line. */
export function PriceRule({ line: { price_rule } }: { line: Line }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (!price_rule) return null
  const { rule, name, factor } = price_rule
  return (
    <small className="muted">
      {t(`priceRule.${rule}`)}
      {name && (
        <>
          {' · '}
          <bdi>{name}</bdi>
        </>
      )}
      {factor !== undefined && (
        <>
          {' · × '}
          <bdi dir="ltr">{formatScaled(factor, 4, language)}</bdi>
        </>
      )}
    </small>
  )
}
