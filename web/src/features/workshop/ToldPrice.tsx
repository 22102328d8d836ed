import { useTranslation } from 'react-i18next'
import type { Line } from '@/api/types'
import { Money } from '@/ui/Money'

/** What a unit was told to cost with tax, struck through while something taken off suspends it. */
export function ToldPrice({ line, currency }: { line: Line; currency: string }) {
  const { t } = useTranslation()
  if (line.unit_price_with_tax == null) return null
  const told = (
    <>
      <Money amount={line.unit_price_with_tax} currency={currency} /> {t('workshop.ttc')}
    </>
  )
  return <small className="muted">{line.is_told ? told : <s title={t('workshop.notTold')}>{told}</s>}</small>
}
