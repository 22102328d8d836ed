import { useTranslation } from 'react-i18next'
import type { Kpi } from '@/api/types'
import { useLanguage } from '@/ui/useLanguage'
import { isMet, kpiText } from './kpi'

/** How far a figure is from what it is to be. */
export function Aim({ kpi, currency }: { kpi: Kpi; currency: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { goal, now, unit } = kpi
  if (!goal) return null
  const text = t('goals.now', { value: kpiText(goal.value, unit, currency, language) })
  const met = isMet(kpi)
  return (
    <span className={met ? 'kpi-aim better' : 'kpi-aim'}>
      <span>
        {text} {met && t('goals.met')}
      </span>
      <progress max={Math.max(goal.month ?? goal.value, 1)} value={Math.max(now.value ?? 0, 0)} aria-label={text} />
    </span>
  )
}
