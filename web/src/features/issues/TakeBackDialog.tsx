import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Line, TakeBackInput } from '@/api/types'
import { ScaledInput } from '@/ui/ScaledInput'

interface Props {
  line: Line
  onTake: (body: TakeBackInput) => Promise<boolean>
  onClose: () => void
}

/** How much of what was issued lies on the shelf again. */
export function TakeBackDialog({ line, onTake, onClose }: Props) {
  const { t } = useTranslation()
  const issued = line.part?.issued ?? 0
  const [quantity, setQuantity] = useState<number | null>(issued)
  const fits = quantity !== null && quantity > 0 && quantity <= issued
  const take = async () => {
    if (fits && (await onTake({ line_id: line.id, quantity }))) onClose()
  }
  return (
    <Modal
      open
      title={t('issue.putBackOf', { name: line.description })}
      onCancel={onClose}
      onOk={take}
      okText={t('issue.putBack')}
      okButtonProps={{ disabled: !fits }}
      cancelText={t('common.close')}
      width={380}
    >
      <ScaledInput
        autoFocus
        decimals={3}
        label={t('workshop.quantity')}
        value={quantity}
        max={issued}
        onChange={setQuantity}
        onEnter={take}
      />
    </Modal>
  )
}
