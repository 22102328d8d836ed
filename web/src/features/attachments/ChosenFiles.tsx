import { CloseOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '@/ui/useLanguage'
import { sizeText } from './chosen'
import type { Chosen, useSending } from './useSending'

/** Files that were chosen, with their words, until they are kept. */
export function ChosenFiles({ sending }: { sending: ReturnType<typeof useSending> }) {
  const { t } = useTranslation()
  const { chosen, waiting, sendAll } = sending
  if (chosen.length === 0) return null
  return (
    <div className="stack">
      <ul className="attachments">
        {chosen.map((one) => (
          <ChosenFile key={one.id} one={one} sending={sending} />
        ))}
      </ul>
      {waiting.length > 0 && (
        <Button type="primary" disabled={waiting.some(({ name }) => !name.trim())} onClick={sendAll}>
          {t('attachments.attach')}
        </Button>
      )}
    </div>
  )
}

function ChosenFile({ one, sending }: { one: Chosen; sending: ReturnType<typeof useSending> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const busy = one.progress !== null
  const fault = one.failed ? `fault-${one.id}` : undefined
  return (
    <li className="attachment-chosen">
      <div className="row">
        <span className="small muted grow">
          <bdi>{one.file.name}</bdi> · {sizeText(one.file.size, language)}
        </span>
        {!busy && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('attachments.forget', { name: one.file.name })}
            onClick={() => sending.forget(one.id)}
          />
        )}
      </div>
      {!one.unfit && (
        <>
          <Input
            aria-label={t('attachments.name', { name: one.file.name })}
            aria-invalid={one.failed !== null}
            aria-describedby={fault}
            maxLength={120}
            disabled={busy}
            value={one.name}
            onChange={({ target }) => sending.say(one.id, { name: target.value })}
          />
          <Input.TextArea
            aria-label={t('attachments.note', { name: one.file.name })}
            placeholder={t('attachments.noteHint')}
            autoSize
            maxLength={500}
            disabled={busy}
            value={one.note}
            onChange={({ target }) => sending.say(one.id, { note: target.value })}
          />
        </>
      )}
      {busy && <progress value={one.progress ?? 0} max={1} aria-label={t('attachments.sending', { name: one.name })} />}
      {one.failed && (
        <p id={fault} role="alert" className="attachment-fault small">
          {one.failed}
        </p>
      )}
    </li>
  )
}
