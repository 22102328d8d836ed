import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NumberInput, Numbering } from '@/api/types'
import { ScaledInput } from '@/ui/ScaledInput'
import { ScanField } from '@/ui/ScanField'

interface Props {
  label: string
  numbering: Numbering
  /** How many pieces have no number yet. */
  room: number
  onNumber: (number: NumberInput) => Promise<boolean>
  autoFocus?: boolean
}

/** One number after the other, typed or scanned; of a batch with how many have it. */
export function NumberEntry({ label, numbering, room, onNumber, autoFocus }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<number | null>(null)
  const quantity = numbering === 'batch' ? Math.min(typed ?? room, room) : 1000
  const take = async (number: string) => {
    const taken = await onNumber({ number, quantity })
    if (taken) setTyped(null)
    return taken
  }
  return (
    <div className="row">
      <div className="grow">
        <ScanField label={label} onCode={take} autoFocus={autoFocus} />
      </div>
      {numbering === 'batch' && (
        <div className="number-quantity">
          <ScaledInput decimals={3} label={t('numbers.howMany')} value={typed ?? room} max={room} onChange={setTyped} />
        </div>
      )}
    </div>
  )
}
