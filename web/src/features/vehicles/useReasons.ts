import { useTranslation } from 'react-i18next'
import type { CareItem, UsageSeasons, VehicleCare } from '@/api/types'
import { intlTag } from '@/app/locale'
import { formatScaled } from '@/ui/scaled'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { formatDaily, formatDistance } from './distance'

const FIRST_MONTHS = [
  ['dec_feb', -1],
  ['mar_may', 2],
  ['jun_aug', 5],
  ['sep_nov', 8],
] as const

/** Why something is due when it is, in words. */
export function useReasons({ daily, unit }: VehicleCare) {
  const { t } = useTranslation()
  const language = useLanguage()
  const distance = (kept: number) => formatDistance(kept, unit, language)

  /** "6,000 km in 150 days = 40 km a day" */
  const pace = () => {
    if (daily.thousandths === null) return t('vehicles.care.unknownUse')
    const aDay = formatDaily(daily.thousandths, unit, language)
    if (!daily.first || !daily.last) return t('vehicles.care.usual', { daily: aDay })
    const days = Math.round((Date.parse(daily.last.on) - Date.parse(daily.first.on)) / 86_400_000)
    const measured = {
      distance: distance(daily.last.at - daily.first.at),
      days: formatScaled(days, 0, language),
      daily: aDay,
    }
    const said =
      daily.basis === 'bounded' ? t('vehicles.care.bounded', measured) : t('vehicles.care.measured', measured)
    return daily.seasons ? `${said} ${t('vehicles.care.seasons', { seasons: seasons(daily.seasons) })}` : said
  }

  /** "Jun–Aug × 1.7" for those that are unlike others. */
  const seasons = (all: UsageSeasons) =>
    FIRST_MONTHS.filter(([season]) => Math.abs(all[season] - 1000) > 100)
      .map(([season, month]) => {
        const name = new Intl.DateTimeFormat(intlTag(language), { month: 'short', timeZone: 'UTC' })
        const months = name.formatRange(Date.UTC(2025, month, 1), Date.UTC(2025, month + 2, 1))
        return `${months} × ${formatScaled(Math.round(all[season] / 100), 1, language)}`
      })
      .join(' · ')

  /** "10,000 km after 84,300 km is reached about 3 August" */
  const item = ({ by, due_on, due_at, distance: interval, months, done_on, is_assumed }: CareItem) => {
    if (!due_on) return t('vehicles.care.noDate')
    const date = formatDay(due_on, language)
    if (by === 'distance' && due_at !== null && interval !== null)
      return t(is_assumed ? 'vehicles.care.byDistanceAssumed' : 'vehicles.care.byDistance', {
        interval: distance(interval),
        from: distance(due_at - interval),
        date,
      })
    const count = months ?? 0
    if (is_assumed || !done_on) return t('vehicles.care.byTimeAssumed', { count, date })
    return t('vehicles.care.byTime', { count, from: formatDay(done_on, language), date })
  }
  return { pace, item }
}
