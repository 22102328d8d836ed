import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/ui/PageHeader'

export function WorkOrderPage() {
  const { t } = useTranslation()
  return <PageHeader title={t('nav.workOrders')} />
}
