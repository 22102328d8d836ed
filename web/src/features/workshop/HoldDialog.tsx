import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoldReason } from '@/api/types'

export const HOLD_REASONS: HoldReason[] = ['parts', 'approval', 'customer', 'technician', 'sublet']

interface Props {
  onHold: (reason: HoldReason, note: string) => void
  onClose: () => void
}

/** Why the work stops: one press on a reason is enough. */
export function HoldDialog({ onHold, onClose }: Props) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  return (
    <Modal open title={t('workshop.holdTitle')} onCancel={onClose} footer={null} width={400}>
      <div className="stack hold-reasons">
        <Input
          placeholder={t('workshop.holdNote')}
          aria-label={t('workshop.holdNote')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="hold-grid">
          {HOLD_REASONS.map((reason, index) => (
            <Button key={reason} size="large" autoFocus={index === 0} onClick={() => onHold(reason, note.trim())}>
              {t(`workshop.hold.${reason}`)}
            </Button>
          ))}
        </div>
      </div>
    </Modal>
  )
}
