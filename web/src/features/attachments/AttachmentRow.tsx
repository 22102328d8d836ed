import { FilePdfOutlined } from '@ant-design/icons'
import { App, Button, Image } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Attachment } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { saveBlob } from '@/ui/saveBlob'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { useUndo } from '@/ui/useUndo'
import { type Document, pathOf, useChanges } from './attachments'
import { sizeText } from './chosen'

interface Props {
  document: Document
  one: Attachment
}

/** A paper kept with a document; what was withdrawn is struck through, with who and why. */
export function AttachmentRow({ document, one }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const language = useLanguage()
  const offerUndo = useUndo()
  const changes = useChanges(document)
  const [asking, setAsking] = useState(false)
  const remove = () =>
    changes.remove(one.id).then(
      () => offerUndo(t('attachments.removed', { name: one.name }), () => changes.restore(one.id)),
      (error: unknown) => message.error(errorText(error)),
    )
  const Name = one.withdrawn ? 'del' : 'strong'
  return (
    <li className="attachment">
      <Face document={document} one={one} />
      <div className="grow">
        <Name>
          <bdi>{one.name}</bdi>
        </Name>
        {one.note && (
          <p className="attachment-note small" dir="auto">
            {one.note}
          </p>
        )}
        <p className="small muted">
          <bdi>{one.by_name}</bdi> · <Time at={one.at} /> · {sizeText(one.size, language)}
        </p>
        {one.withdrawn && (
          <p className="small">
            {t('attachments.withdrawn')} · <bdi>{one.withdrawn.by_name}</bdi> · <Time at={one.withdrawn.at} /> ·{' '}
            <bdi>{one.withdrawn.reason}</bdi>
          </p>
        )}
      </div>
      {one.actions.includes('remove') && (
        <Button
          type="text"
          size="small"
          aria-label={t('attachments.of', { action: t('common.remove'), name: one.name })}
          onClick={remove}
        >
          {t('common.remove')}
        </Button>
      )}
      {one.actions.includes('withdraw') && (
        <Button
          type="text"
          size="small"
          aria-label={t('attachments.of', { action: t('attachments.withdraw'), name: one.name })}
          onClick={() => setAsking(true)}
        >
          {t('attachments.withdraw')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={t('attachments.of', { action: t('attachments.withdraw'), name: one.name })}
          ok={t('attachments.withdraw')}
          onReason={(reason) => changes.withdraw(one.id, reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}

function Face(props: Props) {
  return props.one.media === 'application/pdf' ? <Paper {...props} /> : <Photo {...props} />
}

const fileOf = ({ document, one }: Props) => `${pathOf(document)}/${one.id}`

function Photo(props: Props) {
  const [open, setOpen] = useState(false)
  const small = useFileAddress(fileOf(props), { thumbnail: true })
  const whole = useFileAddress(fileOf(props), open ? { thumbnail: false } : null)
  if (!small) return <span className="attachment-face" />
  return (
    <Image
      classNames={{ root: 'attachment-face' }}
      src={small}
      alt={props.one.name}
      preview={{ src: whole ?? small, open, onOpenChange: setOpen }}
    />
  )
}

function Paper(props: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const show = () =>
    api
      .blob(fileOf(props))
      .then((blob) => saveBlob(blob, `${props.one.name}.pdf`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <button
      type="button"
      className="attachment-face"
      aria-label={t('attachments.open', { name: props.one.name })}
      onClick={show}
    >
      <FilePdfOutlined />
    </button>
  )
}
