import { intlTag } from '@/app/locale'
import { useLanguage } from '@/ui/useLanguage'

/** An hour of the day as it is written: 10:00. */
export function useHour() {
  const language = useLanguage()
  const clock = new Intl.DateTimeFormat(intlTag(language), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  return (hour: number) => clock.format(new Date(Date.UTC(2000, 0, 1, hour)))
}
