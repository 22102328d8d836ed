import { useTranslation } from 'react-i18next'
import { useTimeZone } from '@/app/site'
import { useLanguage } from '@/ui/useLanguage'

/** What sentences about times are said with. */
export function useWords() {
  const { t } = useTranslation()
  const language = useLanguage()
  const zone = useTimeZone()
  return { t, language, zone }
}
