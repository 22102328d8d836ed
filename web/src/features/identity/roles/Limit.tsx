import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { ScaledInput } from '@/ui/ScaledInput'

interface Props {
  label: string
  decimals: number
  suffix: string
  /** The greatest number that is taken. */
  most: number
  /** Null is without a limit. */
  value: number | null
  onChange: (limit: number | null) => void
  disabled: boolean
}

/** A number up to which a role reaches, or a tick that it reaches all the way. */
export function Limit({ label, decimals, suffix, most, value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  return (
    <div className="row wrap">
      <span>{label}</span>
      <ScaledInput
        decimals={decimals}
        suffix={suffix}
        label={label}
        disabled={disabled || value === null}
        max={most}
        value={value}
        onChange={(limit) => limit !== null && limit <= most && onChange(limit)}
      />
      <Checkbox
        checked={value === null}
        disabled={disabled}
        aria-label={`${label}: ${t('roles.unlimited')}`}
        onChange={({ target }) => onChange(target.checked ? null : 0)}
      >
        {t('roles.unlimited')}
      </Checkbox>
    </div>
  )
}
