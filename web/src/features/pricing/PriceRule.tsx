import { useTranslation } from 'react-i18next'
import type { Line } from '@/api/types'

/** Which rule set the price of a line. */
export function PriceRule({ line: { price_rule } }: { line: Line }) {
  const { t } = useTranslation()
  if (!price_rule) return null
  const { rule, name } = price_rule
  return (
    <small className="muted">
      {t(`priceRule.${rule}`)}
      {name && (
        <>
          {' · '}
          <bdi>{name}</bdi>
        </>
      )}
    </small>
  )
}
