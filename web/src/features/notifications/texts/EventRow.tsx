import { Checkbox, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Message, MessageSettings, MessageText } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import type { Mark } from './TextsPage'
import type { useSettings } from './useSettings'

interface Props {
  event: Message['event']
  marks: Mark[]
  settings: ReturnType<typeof useSettings>
  onOpen: (mark: Mark) => void
}

const STATUSES: MessageSettings['statuses'] = ['waiting_for_parts', 'promise_moved', 'began']

/** An event: whether it is told, and whose words it is told in, by channel and language. */
export function EventRow({ event, marks, settings, onOpen }: Props) {
  const { t } = useTranslation()
  const channels: MessageText['channel'][] = [...new Set(marks.map(({ channel }) => channel))]
  const name = t(`notifications.event.${event}`)
  return (
    <li className="texts-event">
      <div className="texts-name">
        <h3>{name}</h3>
        <Wanted event={event} name={name} settings={settings} />
        {event === 'status_changed' && <Statuses settings={settings} />}
      </div>
      <div className="texts-channels">
        {channels.map((channel) => (
          <div key={channel} className="texts-channel" role="group" aria-label={`${name}, ${t(`texts.of.${channel}`)}`}>
            <span className="muted">{t(`texts.of.${channel}`)}</span>
            {marks
              .filter((mark) => mark.channel === channel)
              .map((mark) => (
                <MarkButton key={mark.language} mark={mark} name={name} onOpen={() => onOpen(mark)} />
              ))}
          </div>
        ))}
      </div>
    </li>
  )
}

function MarkButton({ mark, name, onOpen }: { mark: Mark; name: string; onOpen: () => void }) {
  const { t } = useTranslation()
  const language = LANGUAGES.find(({ code }) => code === mark.language)
  const source = t(`texts.source.${mark.source}`)
  return (
    <button
      type="button"
      className={`texts-mark is-${mark.source}`}
      title={source}
      aria-label={[name, t(`texts.of.${mark.channel}`), `${language?.short} ${language?.name}`, source].join(', ')}
      onClick={onOpen}
    >
      {language?.short}
      {mark.source !== 'built_in' && <span className="texts-dot" aria-hidden />}
    </button>
  )
}

/** On or off at the site; nothing to choose where no site does without it. */
function Wanted({ event, name, settings: { data, change } }: Pick<Props, 'event' | 'settings'> & { name: string }) {
  const { t } = useTranslation()
  if (!data?.may_be_off.includes(event)) return null
  const isOff = data.off.includes(event)
  const turn = (on: boolean) =>
    change.mutate({ off: on ? data.off.filter((one) => one !== event) : [...data.off, event] })
  return (
    <span className="row texts-wanted">
      <Switch
        checked={!isOff}
        disabled={!data.actions.includes('set')}
        loading={change.isPending}
        aria-label={t('texts.sendIt', { event: name })}
        onChange={turn}
      />
      <small className="muted">{t(isOff ? 'texts.notSent' : 'texts.isSent')}</small>
    </span>
  )
}

/** Of which turns of the work customers hear. */
function Statuses({ settings: { data, change } }: Pick<Props, 'settings'>) {
  const { t } = useTranslation()
  if (!data) return null
  const turn = (status: (typeof STATUSES)[number], on: boolean) =>
    change.mutate({ statuses: on ? [...data.statuses, status] : data.statuses.filter((one) => one !== status) })
  return (
    <div className="texts-statuses">
      {STATUSES.map((status) => (
        <Checkbox
          key={status}
          checked={data.statuses.includes(status)}
          disabled={!data.actions.includes('set') || data.off.includes('status_changed') || change.isPending}
          onChange={({ target }) => turn(status, target.checked)}
        >
          {t(`texts.status.${status}`)}
        </Checkbox>
      ))}
    </div>
  )
}
