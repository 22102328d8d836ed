import { useTranslation } from 'react-i18next'
import type { Amount, Line } from '@/api/types'
import { currencyDecimals, formatMoney } from '@/ui/currency'
import { useLanguage } from '@/ui/useLanguage'
import { LimitedField } from './LimitedField'

interface Props {
  line: Line
  currency: string
  onSave: (unit_price: Amount) => void
}

/** The price of a line, down to what the role allows; less than that is not sent, and the least is said beside it. */
export function PriceField({ line, currency, onSave }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const least = line.least_price
  return (
    <LimitedField
      fixed
      decimals={currencyDecimals(currency)}
      min={least}
      value={line.unit_price}
      label={t('workshop.price')}
      hint={least === undefined ? '' : t('workshop.priceLimit', { amount: formatMoney(least, currency, language) })}
      onSave={onSave}
    />
  )
}
