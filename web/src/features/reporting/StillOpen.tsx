import { useTranslation } from 'react-i18next'
import type { Kpi } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { formatDay, toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

/** Until when a figure may still change, because somebody may still decide or come again. */
export function StillOpen({ kpi }: { kpi: Pick<Kpi, 'open_until'> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const today = toWall(new Date(), useTimeZone()).slice(0, 10)
  if (!kpi.open_until || kpi.open_until < today) return null
  return <span className="kpi-moved muted">{t('reports.stillOpen', { day: formatDay(kpi.open_until, language) })}</span>
}
