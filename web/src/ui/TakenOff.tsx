import { useTranslation } from 'react-i18next'
import type { Amount, CoverKind } from '@/api/types'
import { Money } from './Money'

interface Props {
  off?: Amount
  given?: Amount
  cover?: CoverKind | null
  currency: string
}

/** What is taken off a line beside its own discount, and who bears it. */
export function TakenOff({ off = 0, given = 0, cover, currency }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {off > 0 && (
        <small className="muted how">
          {t('reductions.line')} − <Money amount={off} currency={currency} />
        </small>
      )}
      {given > 0 && (
        <small className="muted how">
          {t(`reductions.cover.${cover ?? 'payer'}`)} − <Money amount={given} currency={currency} />
        </small>
      )}
    </>
  )
}
