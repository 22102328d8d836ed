import type { Amount } from '@/api/types'
import { formatMoney } from './currency'
import { useLanguage } from './useLanguage'

/** An amount in minor units; numbers stay left-to-right in Arabic too. */
export function Money({ amount, currency }: { amount: Amount; currency: string }) {
  const language = useLanguage()
  return (
    <bdi dir="ltr" className="num">
      {formatMoney(amount, currency, language)}
    </bdi>
  )
}
