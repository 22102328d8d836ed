import { CameraOutlined, CloseOutlined } from '@ant-design/icons'
import { App, Spin } from 'antd'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, Intake } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { useIntakeCommands } from './queries'

/** The sheet's photos, and the camera while it is open. */
export function Photos({ order, sheet }: { order: Id; sheet: Intake }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { photograph, forget } = useIntakeCommands(order)
  const [busy, setBusy] = useState(0)
  const may = sheet.actions.includes('update')
  const told = (error: unknown) => message.error(errorText(error))
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    setBusy((count) => count + files.length)
    for (const file of files) {
      await photograph(sheet, file).catch(told)
      setBusy((count) => count - 1)
    }
  }
  if (!may && sheet.photos.length === 0) return null
  return (
    <div className="intake-photos">
      {sheet.photos.map((photo) => (
        <span key={photo.id} className="intake-photo">
          <Picture path={`/intakes/${sheet.id}/photos/${photo.id}`} name={photo.name} />
          {may && (
            <button
              type="button"
              aria-label={t('intake.forgetPhoto')}
              onClick={() => forget(sheet, photo.id).catch(told)}
            >
              <CloseOutlined />
            </button>
          )}
        </span>
      ))}
      {busy > 0 && <Spin />}
      {may && (
        <label className="intake-camera">
          <CameraOutlined />
          <span className="visually-hidden">{t('intake.takePhoto')}</span>
          <input type="file" accept="image/*" capture="environment" multiple onChange={take} />
        </label>
      )}
    </div>
  )
}

function Picture({ path, name }: { path: string; name: string }) {
  const src = useFileAddress(path, { thumbnail: true })
  return src && <img src={src} alt={name} />
}
