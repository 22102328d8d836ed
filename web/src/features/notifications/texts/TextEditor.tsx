import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MessageText } from '@/api/types'
import { direction } from '@/app/locale'
import { ProblemAlert } from '@/ui/ProblemAlert'
import type { Place } from './commands'
import { Names } from './Names'
import { TextPreview } from './TextPreview'
import { useEditor } from './useEditor'
import { useInsert } from './useInsert'
import { usePreview } from './usePreview'

interface Props {
  place: Place
  text: MessageText
  onClose: () => void
}

/** The words beside what they come to. Ctrl+Enter saves. */
export function TextEditor({ place, text, onClose }: Props) {
  const { t } = useTranslation()
  const editor = useEditor(place, text, onClose)
  const { words, change, problems, refused, busy, may } = editor
  const preview = usePreview(place, words)
  const { note, insert } = useInsert(words, change)
  const faults = { ...preview.faults, ...problems }
  const dir = direction(place.language)
  const field = (name: 'subject' | 'body') => ({
    value: words[name],
    dir,
    lang: place.language,
    readOnly: !may,
    onChange: ({ target }: { target: { value: string } }) => change({ ...words, [name]: target.value }),
    onFocus: ({ target }: { target: HTMLInputElement | HTMLTextAreaElement }) => note(name, target),
  })
  const help = (name: 'subject' | 'body') => ({
    validateStatus: faults[name] && ('error' as const),
    help: faults[name],
  })
  return (
    <form
      className="texts-editor"
      onSubmit={(event) => {
        event.preventDefault()
        editor.save()
      }}
      onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && editor.save()}
    >
      <div className="texts-columns">
        <div className="texts-words">
          <p className="muted texts-whose">{whose(text, t)}</p>
          {place.channel === 'email' && (
            <Form.Item label={t('notifications.subject')} htmlFor="text-subject" layout="vertical" {...help('subject')}>
              <Input id="text-subject" maxLength={200} {...field('subject')} />
            </Form.Item>
          )}
          <Form.Item label={t('texts.body')} htmlFor="text-body" layout="vertical" {...help('body')}>
            <Input.TextArea
              id="text-body"
              autoFocus
              autoSize={{ minRows: place.channel === 'sms' ? 4 : 12, maxRows: 22 }}
              maxLength={place.channel === 'sms' ? 640 : 5000}
              {...field('body')}
            />
          </Form.Item>
          {may && <Names names={text.names} onInsert={insert} />}
        </div>
        <TextPreview place={place} {...preview} />
      </div>
      <footer className="texts-foot">
        {refused !== null && <ProblemAlert error={refused} />}
        {may && (
          <div className="row wrap">
            <Button type="primary" size="large" htmlType="submit" loading={busy}>
              {t('common.save')}
            </Button>
            <Button size="large" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <span className="grow" />
            {text.actions.includes('remove') && (
              <Button size="large" disabled={busy} onClick={editor.remove}>
                {t(text.garage ? 'texts.backToGarage' : 'texts.backToBuiltIn')}
              </Button>
            )}
            <kbd className="desktop-only" dir="ltr">
              Ctrl ↵
            </kbd>
          </div>
        )}
      </footer>
    </form>
  )
}

function whose({ source, own, garage }: MessageText, t: ReturnType<typeof useTranslation>['t']): string {
  const words = own ?? garage
  return words?.written_by
    ? t('texts.writtenBy', { source: t(`texts.source.${source}`), name: words.written_by })
    : t(`texts.source.${source}`)
}
