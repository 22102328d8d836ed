import { useTranslation } from 'react-i18next'
import type { SupplierReturnRow } from '@/api/types'
import { useSiteId } from '@/app/site'
import { LeftoversPanel } from './LeftoversPanel'
import { NewReturnForm } from './NewReturnForm'
import { PapersPage } from './PapersPage'
import { useReturnColumns } from './returnColumns'

const STATES = ['draft', 'shipped', 'credited', 'cancelled'] as const

/** What goes back to suppliers, and for how long its credit is awaited. */
export function ReturnsPage() {
  const { t } = useTranslation()
  return (
    <PapersPage<SupplierReturnRow>
      place="returns"
      path="/supplier-returns"
      columns={useReturnColumns()}
      states={STATES}
      kind="return"
      needs="purchase.write"
      add={t('store.newReturn')}
      none={t('store.noReturns')}
      before={<LeftoversPanel site={useSiteId()} />}
      form={(close, saved) => <NewReturnForm onClose={close} onSaved={saved} />}
    />
  )
}
