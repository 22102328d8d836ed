import { useTranslation } from 'react-i18next'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

interface Props {
  exemption: { number: string; reason: string; valid_until: string }
}

/** By which certificate something is sold without VAT: what it rests on, its number, and until when it holds. */
export function ExemptionNote({ exemption }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { number, reason, valid_until } = exemption
  return (
    <div>
      <bdi>{reason}</bdi>
      <div className="muted small">
        {t('exemptions.certificate', { number })} · {t('exemptions.until', { day: formatDay(valid_until, language) })}
      </div>
    </div>
  )
}
