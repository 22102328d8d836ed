import { App, Button, Input, Segmented, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, Note, NoteKind } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useNotes, useWriteNotes } from './notes'
import './floor.css'

const TONES: Record<NoteKind, Tone> = { customer: 'green', internal: 'amber', technician: 'blue' }

/** What was noted on an order, for whom, by whom; nothing written is lost. */
export function OrderNotes({ order, site }: { order: Id; site: Id }) {
  const { t } = useTranslation()
  const [versions, setVersions] = useState(false)
  const query = useNotes(order, versions)
  const notes = query.data?.pages.flatMap(({ items }) => items) ?? []
  const kinds = useKinds(site)
  if (!query.data || (notes.length === 0 && kinds.length === 0)) return null
  return (
    <section className="panel" aria-label={t('workshop.note.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('workshop.note.title')}</h2>
        <span className="row muted small">
          {t('workshop.note.versions')}
          <Switch size="small" aria-label={t('workshop.note.versions')} checked={versions} onChange={setVersions} />
        </span>
      </header>
      <div className="panel-body stack">
        {kinds.length > 0 && <NewNote order={order} kinds={kinds} />}
        <ul className="notes">
          {notes.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t('table.more')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** What one may write at a site. */
function useKinds(site: Id): NoteKind[] {
  const me = useMe()
  if (mayAt(me, site, 'work_order.update')) return ['internal', 'customer', 'technician']
  return mayAt(me, site, 'work_order.work') ? ['technician'] : []
}

function NewNote({ order, kinds }: { order: Id; kinds: NoteKind[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const write = useWriteNotes(order)
  const [kind, setKind] = useState<NoteKind>(kinds[0] ?? 'technician')
  const [text, setText] = useState('')
  const add = () =>
    write.add(kind, text.trim()).then(
      () => setText(''),
      (error: unknown) => message.error(errorText(error)),
    )
  return (
    <div className="stack">
      {kinds.length > 1 && (
        <Segmented<NoteKind>
          block
          aria-label={t('workshop.note.for')}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`workshop.note.kind.${value}`) }))}
        />
      )}
      <Input.TextArea
        autoSize={{ minRows: 2 }}
        maxLength={2000}
        aria-label={t('workshop.note.write')}
        placeholder={t(`workshop.note.about.${kind}`)}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() && <Button onClick={add}>{t('common.add')}</Button>}
    </div>
  )
}

function NoteItem({ note }: { note: Note }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const write = useWriteNotes(note.work_order_id)
  const [draft, setDraft] = useState<string | null>(null)
  const refused = (error: unknown) => message.error(errorText(error))
  const gone = note.replaced_by !== null || note.withdrawn_at !== null
  return (
    <li className={gone ? 'gone' : undefined}>
      <div className="row wrap">
        <Tag tone={TONES[note.kind]}>{t(`workshop.note.kind.${note.kind}`)}</Tag>
        <span className="muted small grow">
          <bdi>{note.by}</bdi> · <Age at={note.at} />
        </span>
        {note.actions.includes('correct') && draft === null && (
          <>
            <Button type="text" size="small" onClick={() => setDraft(note.text)}>
              {t('common.edit')}
            </Button>
            <Button type="text" size="small" onClick={() => write.withdraw(note.id).catch(refused)}>
              {t('workshop.note.withdraw')}
            </Button>
          </>
        )}
      </div>
      {draft === null ? (
        <p className="note-text">
          <bdi>{note.text}</bdi>
        </p>
      ) : (
        <div className="stack">
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2 }}
            maxLength={2000}
            aria-label={t('common.edit')}
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
          />
          <div className="row">
            <Button
              type="primary"
              disabled={!draft.trim()}
              onClick={() =>
                draft.trim() === note.text
                  ? setDraft(null)
                  : write.correct(note.id, draft.trim()).then(() => setDraft(null), refused)
              }
            >
              {t('common.save')}
            </Button>
            <Button onClick={() => setDraft(null)}>{t('common.cancel')}</Button>
          </div>
        </div>
      )}
      {note.withdrawn_by && (
        <div className="muted small">
          {t('workshop.note.withdrawn')} · <bdi>{note.withdrawn_by}</bdi>
        </div>
      )}
      {note.replaced_by && <div className="muted small">{t('workshop.note.replaced')}</div>}
    </li>
  )
}
