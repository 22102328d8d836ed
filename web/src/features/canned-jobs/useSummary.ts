import { useTranslation } from 'react-i18next'
import type { CannedContent } from '@/api/types'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'

/** "0.8 h · 2 parts": what is in a canned job. */
export function useSummary() {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ labour = [], parts = [], fees = [] }: CannedContent) => {
    const hours = labour.reduce((sum, each) => sum + each.hours, 0)
    const said = [
      hours > 0 && `${formatScaled(hours, 3, language)} ${t('prices.hour')}`,
      parts.length > 0 && t('cannedJobs.parts', { count: parts.length }),
      fees.length > 0 && t('cannedJobs.fees', { count: fees.length }),
    ]
    return said.filter(Boolean).join(' · ')
  }
}
