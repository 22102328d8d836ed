import { useTranslation } from 'react-i18next'
import { useListSite } from '@/app/site'
import { useAlerts } from './useAlerts'

/** How many documents of money are wrong: overdue, refused, or a cheque that came back. */
export function AlertsBadge() {
  const { t } = useTranslation()
  const count = useAlerts(useListSite())?.wrong ?? 0
  if (count === 0) return null
  return (
    <span className="nav-badge num" title={t('alerts.wrong')}>
      {count}
      <span className="visually-hidden">{t('alerts.wrong')}</span>
    </span>
  )
}
