import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/ui/ProblemAlert'

interface Props {
  title: string
  ok: string
  danger?: boolean
  onReason: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks why, then does it; a refusal is shown and the text kept. */
export function ReasonDialog({ title, ok, danger = false, onReason, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async () => {
    if (!reason.trim()) return
    setBusy(true)
    try {
      await onReason(reason.trim())
      onClose()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={submit}
      okText={ok}
      cancelText={t('common.close')}
      okButtonProps={{ danger, disabled: !reason.trim(), loading: busy }}
      width={460}
    >
      <div className="stack">
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          aria-label={t('workshop.reason')}
          placeholder={t('workshop.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && submit()}
        />
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}
