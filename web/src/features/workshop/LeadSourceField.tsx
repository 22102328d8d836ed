import { useTranslation } from 'react-i18next'
import type { LeadSource } from '@/api/types'
import { LEAD_SOURCES } from '@/ui/leadSources'

interface Props {
  value?: LeadSource | null
  onChange?: (value: LeadSource | null) => void
}

/** How the visit came about: one press, or Alt and the digit. A second press takes it back. One stop of the Tab key. */
export function LeadSourceField({ value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="lead-sources">
      <legend>
        {t('leadSource.label')} <span className="muted desktop-only">{t('leadSource.hint')}</span>
      </legend>
      {LEAD_SOURCES.map((source, place) => (
        <label key={source} className="lead-source">
          <input
            type="radio"
            name="lead_source"
            checked={value === source}
            onChange={() => onChange?.(source)}
            onClick={() => value === source && onChange?.(null)}
          />
          <kbd className="desktop-only" aria-hidden>
            {place + 1}
          </kbd>
          {t(`leadSource.${source}`)}
        </label>
      ))}
    </fieldset>
  )
}
