import { useTranslation } from 'react-i18next'
import type { Quantity as Thousandths } from '@/api/types'
import { Quantity } from '@/ui/Quantity'
import './inventory.css'

export type StockState = 'negative' | 'out' | 'low' | 'enough'

export function stockState(onHand: Thousandths, minimum: Thousandths): StockState {
  if (onHand < 0) return 'negative'
  if (onHand === 0) return 'out'
  return onHand < minimum ? 'low' : 'enough'
}

/** Quantity in stock, coloured when it is a matter to attend to. */
export function OnHand({ onHand, minimum, unit }: { onHand: Thousandths; minimum: Thousandths; unit: string }) {
  const { t } = useTranslation()
  const state = stockState(onHand, minimum)
  return (
    <span className={`on-hand ${state}`} title={t(`inventory.stockState.${state}`)}>
      <Quantity value={onHand} unit={unit} />
    </span>
  )
}
