import { CameraOutlined, DeleteOutlined, FilePdfOutlined } from '@ant-design/icons'
import { App, Button, Image, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Vehicle, VehicleFile } from '@/api/types'
import { useMay } from '@/app/permission'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { saveBlob } from '@/ui/saveBlob'
import { Time } from '@/ui/Time'
import { useFileAddress, useFileChanges, useFiles } from './files'

const TAKEN = 'image/jpeg,image/png,image/webp,application/pdf'

/** Photos and documents of a vehicle. */
export function FilesPanel({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const files = useFiles(vehicle.id)
  const { add, remove } = useFileChanges(vehicle.id)
  const [busy, setBusy] = useState(false)
  const may = useMay('vehicle.attach')
  const upload = async (file: File) => {
    setBusy(true)
    await add(file).catch((error: unknown) => message.error(errorText(error)))
    setBusy(false)
  }
  const items = files.data?.items ?? []
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('vehicles.files.title')}</h2>
        {may && (
          <Upload accept={TAKEN} multiple showUploadList={false} customRequest={({ file }) => upload(file as File)}>
            <Button icon={<CameraOutlined />} loading={busy}>
              {t('vehicles.files.add')}
            </Button>
          </Upload>
        )}
      </header>
      <div className="panel-body">
        {files.error && <ProblemAlert error={files.error} onRetry={() => files.refetch()} />}
        {files.isSuccess && items.length === 0 && <p className="muted">{t('vehicles.files.none')}</p>}
        <ul className="files">
          {items.map((file) => (
            <li key={file.id} className="file">
              {file.media === 'application/pdf' ? (
                <Document vehicle={vehicle} file={file} />
              ) : (
                <Photo vehicle={vehicle} file={file} />
              )}
              <span className="small muted">
                <bdi>{file.name}</bdi>
                <br />
                <Time at={file.at} />
              </span>
              {vehicle.actions.includes('update') && (
                <Button
                  type="text"
                  size="small"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={`${t('vehicles.files.remove')}: ${file.name}`}
                  onClick={() => remove(file.id).catch((error: unknown) => message.error(errorText(error)))}
                />
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

interface Props {
  vehicle: Vehicle
  file: VehicleFile
}

const pathOf = ({ vehicle, file }: Props) => `/vehicles/${vehicle.id}/files/${file.id}`

function Photo(props: Props) {
  const [open, setOpen] = useState(false)
  const small = useFileAddress(pathOf(props), { thumbnail: true })
  const whole = useFileAddress(pathOf(props), open ? { thumbnail: false } : null)
  if (!small) return <span className="file-face" />
  return (
    <Image
      className="file-face"
      src={small}
      alt={props.file.name}
      preview={{ src: whole ?? small, open, onOpenChange: setOpen }}
    />
  )
}

function Document(props: Props) {
  const { message } = App.useApp()
  const show = () =>
    api
      .blob(pathOf(props))
      .then((blob) => saveBlob(blob, props.file.name))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <button type="button" className="file-face" aria-label={props.file.name} onClick={show}>
      <FilePdfOutlined />
    </button>
  )
}
