import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, Line } from '@/api/types'
import { currencyDecimals, formatMoney } from '@/ui/currency'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'

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
  const [typed, setTyped] = useState<number | null>(line.unit_price)
  const beyond = least !== undefined && typed !== null && typed < least && typed !== line.unit_price
  const hint = least === undefined ? '' : t('workshop.priceLimit', { amount: formatMoney(least, currency, language) })
  return (
    <>
      <ScaledInput
        fixed
        variant="filled"
        decimals={currencyDecimals(currency)}
        min={least}
        value={line.unit_price}
        label={hint ? `${t('workshop.price')} (${hint})` : t('workshop.price')}
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
