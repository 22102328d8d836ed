import { useTranslation } from 'react-i18next'
import type { Amount, BasisPoints } from '@/api/types'
import { useSite } from '@/app/site'
import { currencyDecimals, currencySymbol } from '@/ui/currency'
import { useLanguage } from '@/ui/useLanguage'
import { Limit } from './Limit'

/** How far what a role holds reaches; null is without a limit. */
export interface Limits {
  max_discount: BasisPoints | null
  max_refund: Amount | null
}

interface Props {
  value: Limits
  onChange: (limits: Limits) => void
  disabled: boolean
}

const WHOLE = 10_000
/** As the API takes it. */
const MOST = 1_000_000_000_000

/** The greatest discount on a line and the greatest refund of an invoice. */
export function RoleLimits({ value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const currency = useSite()?.currency ?? 'TND'
  return (
    <fieldset className="permission-group role-limit">
      <legend className="visually-hidden">{t('roles.limits')}</legend>
      <strong>{t('roles.limits')}</strong>
      <Limit
        label={t('roles.maxDiscount')}
        decimals={2}
        suffix="%"
        most={WHOLE}
        disabled={disabled}
        value={value.max_discount}
        onChange={(max_discount) => onChange({ ...value, max_discount })}
      />
      <Limit
        label={t('roles.maxRefund')}
        decimals={currencyDecimals(currency)}
        suffix={currencySymbol(currency, language)}
        most={MOST}
        disabled={disabled}
        value={value.max_refund}
        onChange={(max_refund) => onChange({ ...value, max_refund })}
      />
    </fieldset>
  )
}
