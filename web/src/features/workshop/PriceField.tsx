import { useTranslation } from 'react-i18next'
import type { Line, LineChanges } from '@/api/types'
import { currencyDecimals, formatMoney } from '@/ui/currency'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'
import { LimitedField } from './LimitedField'

interface Props {
  line: Line
  /** What is typed is told with tax: empty while nothing was. */
  withTax: boolean
  currency: string
  onSave: (changes: LineChanges) => void
}

/** The price of a line, down to what the role allows; less than that is not sent, and the least is said beside it. */
export function PriceField({ line, withTax, currency, onSave }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const least = line.least_price
  if (withTax)
    return (
      <ScaledInput
        fixed
        variant="filled"
        decimals={currencyDecimals(currency)}
        value={line.unit_price_with_tax}
        label={t('workshop.withTax')}
        onCommit={(unit_price_with_tax) => onSave({ unit_price_with_tax })}
      />
    )
  return (
    <LimitedField
      fixed
      decimals={currencyDecimals(currency)}
      min={least}
      value={line.unit_price}
      label={t('workshop.price')}
      hint={least === undefined ? '' : t('workshop.priceLimit', { amount: formatMoney(least, currency, language) })}
      onSave={(unit_price) => onSave({ unit_price })}
    />
  )
}
