import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, WorkMonthEnds } from '@/api/types'
import { type Bar, Bars } from '@/ui/Bars'
import { Money } from '@/ui/Money'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

/** Unfinished work at the ends of the last months. */
export function MonthEndsPanel({ site, on }: { site: Id; on: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = { on }
  const ends = useQuery({
    queryKey: ['work-in-progress', site, 'month-ends', query],
    queryFn: ({ signal }) => api.get<WorkMonthEnds>(`/work-in-progress/${site}/month-ends`, { query, signal }),
    placeholderData: keepPreviousData,
  }).data
  if (!ends?.months.some(({ orders }) => orders > 0)) return null
  const bars = ends.months.map(
    ({ on: day, net, orders }): Bar => ({
      label: formatDay(day, language),
      count: Math.max(net, 0),
      text: (
        <>
          <Money amount={net} currency={ends.currency} />{' '}
          <span className="muted">{t('worth.count', { count: orders })}</span>
        </>
      ),
    }),
  )
  return <Bars title={t('worth.monthEnds')} bars={bars} />
}
