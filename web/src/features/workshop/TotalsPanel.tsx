import { useTranslation } from 'react-i18next'
import type { Totals } from '@/api/types'
import { TotalsList } from '@/ui/TotalsList'

export function TotalsPanel({ totals }: { totals: Totals }) {
  const { t } = useTranslation()
  return (
    <section className="panel panel-body" aria-label={t('totals.title')} aria-live="polite">
      <TotalsList totals={totals} />
    </section>
  )
}
