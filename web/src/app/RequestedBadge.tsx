import { useTranslation } from 'react-i18next'
import { useRequested } from '@/features/scheduling/requested'
import { useListSite } from './site'

/** How many appointments wait for an answer. */
export function RequestedBadge() {
  const { t } = useTranslation()
  const page = useRequested(useListSite()).data
  const count = page?.items.length ?? 0
  if (count === 0) return null
  return (
    <span className="nav-badge num" title={t('schedule.toConfirm')}>
      {page?.next ? `${count}+` : count}
      <span className="visually-hidden">{t('schedule.toConfirm')}</span>
    </span>
  )
}
