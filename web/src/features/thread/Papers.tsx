import { FilePdfOutlined } from '@ant-design/icons'
import { App, Button, Image } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Id, ThreadPaper } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { saveBlob } from '@/ui/saveBlob'

/** Papers that went with a note, or came with what the customer wrote. */
export function Papers({ order, papers }: { order: Id; papers: ThreadPaper[] }) {
  const { t } = useTranslation()
  return (
    <ul className="bubble-papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          {paper.state === 'kept' ? (
            <Face paper={paper} path={`/work-orders/${order}/attachments/${paper.id}`} />
          ) : (
            <small className="muted">{t(`thread.picture.${paper.state}`)}</small>
          )}
        </li>
      ))}
    </ul>
  )
}

interface FaceProps {
  paper: ThreadPaper
  path: string
}

const Face = (props: FaceProps) =>
  props.paper.media === 'application/pdf' ? <Document {...props} /> : <Photo {...props} />

function Photo({ paper, path }: FaceProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const small = useFileAddress(path, { thumbnail: true })
  const whole = useFileAddress(path, open ? { thumbnail: false } : null)
  if (!small) return null
  return (
    <Image
      classNames={{ root: 'bubble-photo' }}
      src={small}
      alt={paper.name ?? t('thread.photo')}
      preview={{ src: whole ?? small, open, onOpenChange: setOpen }}
    />
  )
}

function Document({ paper, path }: FaceProps) {
  const { message } = App.useApp()
  const name = paper.name ?? ''
  const show = () =>
    api
      .blob(path)
      .then((blob) => saveBlob(blob, `${name}.pdf`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <Button icon={<FilePdfOutlined />} onClick={show}>
      <bdi>{name}</bdi>
    </Button>
  )
}
