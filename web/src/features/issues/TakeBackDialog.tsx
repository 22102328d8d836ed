import { Modal } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, Line, TakeBackInput } from '@/api/types'
import { ScaledInput } from '@/ui/ScaledInput'

const NumberChoice = lazy(async () => ({ default: (await import('@/features/numbers/NumberChoice')).NumberChoice }))

interface Props {
  order: Id
  line: Line
  onTake: (body: TakeBackInput) => Promise<boolean>
  onClose: () => void
}

/** How much of what was issued lies on the shelf again. */
export function TakeBackDialog({ order, line, onTake, onClose }: Props) {
  const { t } = useTranslation()
  const issued = line.part?.issued ?? 0
  const [quantity, setQuantity] = useState<number | null>(issued)
  const [chosen, setChosen] = useState<string[]>([])
  const fits = quantity !== null && quantity > 0 && quantity <= issued
  const take = async () => {
    if (!fits) return
    const each = chosen.length === 1 ? quantity : 1000
    const numbers = chosen.map((number) => ({ number, quantity: each }))
    if (await onTake({ line_id: line.id, quantity, numbers })) onClose()
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
      <Suspense fallback={null}>
        <NumberChoice order={order} line={line.id} value={chosen} onChange={setChosen} />
      </Suspense>
    </Modal>
  )
}
