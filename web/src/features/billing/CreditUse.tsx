import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { Money } from '@/ui/Money'

/** How much of their credit a customer uses, over all sites; nothing of who has no limit. */
export function CreditUse({ customer: { credit_limit, credit_used, over_limit } }: { customer: Customer }) {
  const { t } = useTranslation()
  if (!credit_limit || credit_used === null) return null
  const { amount, currency } = credit_limit
  const share = amount > 0 ? Math.min(100, Math.round((credit_used / amount) * 100)) : over_limit ? 100 : 0
  return (
    <div className="credit-use">
      <span id="credit-use">{t('customers.creditUsed')}</span>
      <span>
        <Money amount={credit_used} currency={currency} /> / <Money amount={amount} currency={currency} />
      </span>
      <Progress
        percent={share}
        showInfo={false}
        status={over_limit ? 'exception' : 'normal'}
        aria-labelledby="credit-use"
      />
    </div>
  )
}
