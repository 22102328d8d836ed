import { CameraOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

const CameraDialog = lazy(async () => ({ default: (await import('@/features/scan/CameraDialog')).CameraDialog }))

interface Props {
  /** What is scanned. */
  label: string
  onCode: (code: string) => Promise<boolean> | boolean
  /** What was taken ends it. */
  once?: boolean
}

/** Reads codes with the camera; nothing where the browser has none to give. */
export function CameraButton({ label, onCode, once }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!navigator.mediaDevices) return null
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<CameraOutlined />}
        aria-label={t('scan.camera')}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense fallback={null}>
          <CameraDialog label={label} onCode={onCode} once={once} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
