import { useTranslation } from 'react-i18next'
import { NavBadge } from '@/app/NavBadge'
import { useDiscountsToDecide } from './requests'

/** How many discounts wait for this person's word. */
export function DiscountsBadge() {
  const { t } = useTranslation()
  return <NavBadge count={useDiscountsToDecide().length} name={t('reductions.requests')} />
}
