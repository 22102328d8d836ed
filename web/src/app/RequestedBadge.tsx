import { useTranslation } from 'react-i18next'
import { useRequested } from '@/features/scheduling/requested'
import { NavBadge } from './NavBadge'
import { useListSite } from './site'

/** How many appointments wait for an answer. */
export function RequestedBadge() {
  const { t } = useTranslation()
  const page = useRequested(useListSite()).data
  return <NavBadge count={page?.items.length ?? 0} more={!!page?.next} name={t('schedule.toConfirm')} />
}
