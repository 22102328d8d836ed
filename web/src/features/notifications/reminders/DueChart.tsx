import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { Bars } from '@/ui/Bars'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { outlook } from './commands'

/** What falls due in each of the next weeks. */
export function DueChart({ site }: { site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useQuery(outlook(site))
  if (!data) return null
  const bars = data.map(({ from, service, inspection, insurance, road_tax }) => ({
    label: formatDay(from, language),
    count: service + inspection + insurance + road_tax,
    parts: [service, inspection + insurance + road_tax],
  }))
  return (
    <Bars
      title={t('reminders.outlook')}
      bars={bars.some(({ count }) => count > 0) ? bars : []}
      legend={[t('reminders.kind.service'), t('reminders.legal')]}
      empty={t('reminders.nothingDue')}
    />
  )
}
