import { useTranslation } from 'react-i18next'
import { NavBadge } from '@/app/NavBadge'
import { useListSite } from '@/app/site'
import { useAlerts } from './useAlerts'

/** How many documents of money are wrong: overdue, refused, or a cheque that came back. */
export function AlertsBadge() {
  const { t } = useTranslation()
  return <NavBadge count={useAlerts(useListSite())?.wrong ?? 0} name={t('alerts.wrong')} />
}
