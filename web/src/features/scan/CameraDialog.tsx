import { Alert, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCamera } from './useCamera'
import './scan.css'

interface Props {
  label: string
  onCode: (code: string) => Promise<boolean> | boolean
  /** What was taken ends it; otherwise one scan follows the other. */
  once?: boolean
  onClose: () => void
}

/** The telephone's camera, looking for codes. */
export function CameraDialog(props: Props) {
  const { t } = useTranslation()
  return (
    <Modal open title={props.label} onCancel={props.onClose} footer={null} width={520} destroyOnHidden>
      <Viewfinder {...props} />
      <p className="muted">{t('scan.hint')}</p>
    </Modal>
  )
}

function Viewfinder({ label, onCode, once, onClose }: Props) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [last, setLast] = useState<{ code: string; taken: boolean } | null>(null)
  const trouble = useCamera(video, async (code) => {
    const taken = await onCode(code)
    navigator.vibrate?.(taken ? 60 : [60, 60, 60])
    setLast({ code, taken })
    if (taken && once) onClose()
  })
  if (trouble) return <Alert type="warning" showIcon title={t(`scan.trouble.${trouble}`)} />
  return (
    <div className="viewfinder">
      <video ref={video} muted playsInline aria-label={label} />
      <output className={last?.taken === false ? 'code refused' : 'code'}>{last?.code}</output>
    </div>
  )
}
