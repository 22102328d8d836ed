import { CameraOutlined, CloseOutlined, ReloadOutlined } from '@ant-design/icons'
import { type ChangeEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inspection, InspectionItem, InspectionPhoto } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { MarkedImage } from '@/ui/MarkedImage'
import { useLanguage } from '@/ui/useLanguage'
import type { Sending } from './upload'
import type { Uploads } from './useUploads'

const PhotoDialog = lazy(async () => ({ default: (await import('./PhotoDialog')).PhotoDialog }))

interface Props {
  inspection: Inspection
  item: InspectionItem
  uploads: Uploads
}

/** An item's photos, those on their way, and the camera. */
export function PhotoStrip({ inspection, item, uploads }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [opened, setOpened] = useState<string | null>(null)
  const sending = uploads.sending.filter((one) => one.item === item.id)
  const may = inspection.actions.includes('answer')
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    uploads.add(item.id, [...(event.target.files ?? [])])
    event.target.value = ''
  }
  const photo = item.photos.find(({ id }) => id === opened)
  if (!may && item.photos.length === 0) return null
  return (
    <div className="photo-strip">
      {item.photos.map((one) => (
        <Thumbnail key={one.id} inspection={inspection} photo={one} onOpen={() => setOpened(one.id)} />
      ))}
      {sending.map((one) => (
        <OnItsWay key={one.key} one={one} uploads={uploads} />
      ))}
      {may && (
        <label className="camera">
          <CameraOutlined />
          <span className="visually-hidden">{t('inspections.takePhotoOf', { name: item.names[language] })}</span>
          <input type="file" accept="image/*" capture="environment" multiple onChange={take} />
        </label>
      )}
      <Suspense>
        {photo && <PhotoDialog inspection={inspection} photo={photo} onClose={() => setOpened(null)} />}
      </Suspense>
    </div>
  )
}

interface ThumbnailProps {
  inspection: Inspection
  photo: InspectionPhoto
  onOpen: () => void
}

function Thumbnail({ inspection, photo, onOpen }: ThumbnailProps) {
  const { t } = useTranslation()
  const src = useFileAddress(`/inspections/${inspection.id}/photos/${photo.id}`, { thumbnail: true })
  return (
    <button type="button" className="thumbnail" aria-label={t('inspections.openPhoto')} onClick={onOpen}>
      {src && <MarkedImage src={src} alt="" marks={photo.marks} />}
    </button>
  )
}

function OnItsWay({ one, uploads }: { one: Sending; uploads: Uploads }) {
  const { t } = useTranslation()
  if (one.failed) {
    return (
      <span className="on-its-way failed" role="alert">
        <span className="small">{one.failed}</span>
        <span className="row">
          <button type="button" aria-label={t('common.retry')} onClick={() => uploads.again(one)}>
            <ReloadOutlined />
          </button>
          <button type="button" aria-label={t('inspections.forgetPhoto')} onClick={() => uploads.forget(one)}>
            <CloseOutlined />
          </button>
        </span>
      </span>
    )
  }
  return (
    <span className="on-its-way">
      <progress value={one.progress} max={1} aria-label={t('inspections.sendingPhoto')} />
    </span>
  )
}
