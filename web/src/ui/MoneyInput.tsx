import type { ComponentProps } from 'react'
import { currencyDecimals, currencySymbol } from './currency'
import { ScaledInput } from './ScaledInput'
import { useLanguage } from './useLanguage'

type Props = Omit<ComponentProps<typeof ScaledInput>, 'decimals' | 'suffix' | 'fixed'> & { currency: string }

/** An amount typed in the currency; the value is in minor units. */
export function MoneyInput({ currency, ...rest }: Props) {
  const language = useLanguage()
  const decimals = currencyDecimals(currency)
  return <ScaledInput {...rest} decimals={decimals} fixed suffix={currencySymbol(currency, language)} />
}
