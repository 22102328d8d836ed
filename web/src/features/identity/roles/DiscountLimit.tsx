import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BasisPoints } from '@/api/types'
import { ScaledInput } from '@/ui/ScaledInput'

const WHOLE = 10_000

interface Props {
  /** Null is without a limit. */
  value: BasisPoints | null
  onChange: (limit: BasisPoints | null) => void
  disabled: boolean
}

/** The greatest discount that holders of a role may give on a line. */
export function DiscountLimit({ value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const label = t('roles.maxDiscount')
  return (
    <fieldset className="permission-group role-limit">
      <legend className="visually-hidden">{t('roles.limits')}</legend>
      <strong>{t('roles.limits')}</strong>
      <div className="row wrap">
        <span>{label}</span>
        <ScaledInput
          decimals={2}
          suffix="%"
          label={label}
          disabled={disabled || value === null}
          max={WHOLE}
          value={value}
          onChange={(limit) => limit !== null && limit <= WHOLE && onChange(limit)}
        />
        <Checkbox
          checked={value === null}
          disabled={disabled}
          onChange={({ target }) => onChange(target.checked ? null : 0)}
        >
          {t('roles.unlimited')}
        </Checkbox>
      </div>
    </fieldset>
  )
}
