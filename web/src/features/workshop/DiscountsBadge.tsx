import { useTranslation } from 'react-i18next'
import { useListSite } from '@/app/site'
import { useDiscountRequests } from './requests'

/** How many discounts wait for this person's word. */
export function DiscountsBadge() {
  const { t } = useTranslation()
  const site = useListSite()
  const count = useDiscountRequests(site ? { site } : {}).filter(({ actions }) => actions.includes('grant')).length
  if (count === 0) return null
  return (
    <span className="nav-badge num" title={t('reductions.requests')}>
      {count}
      <span className="visually-hidden">{t('reductions.requests')}</span>
    </span>
  )
}
