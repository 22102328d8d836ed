import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

const USUAL = '#0f766e'

interface Props {
  /** `#0f766e`; none for the usual one. */
  value?: string | null
  onChange?: (colour: string | null) => void
  disabled?: boolean
  id?: string
}

/** The colour of titles and totals. */
export function ColourInput({ value, onChange, disabled, id }: Props) {
  const { t } = useTranslation()
  return (
    <div className="row wrap">
      <input
        id={id}
        type="color"
        className="style-colour"
        value={value ?? USUAL}
        disabled={disabled}
        onChange={({ target }) => onChange?.(target.value)}
      />
      <span className="code" dir="ltr">
        {value ?? USUAL}
      </span>
      {value && !disabled && <Button onClick={() => onChange?.(null)}>{t('styles.usualColour')}</Button>}
    </div>
  )
}
