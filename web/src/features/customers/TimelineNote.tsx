import { App, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer, TimelineNoteInput } from '@/api/types'
import { noteEntry } from './commands'
import { useCustomersChanged } from './queries'

const NOTES = ['call', 'remark', 'complaint'] as const

/** What was said, in one field and Enter. */
export function TimelineNote({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const [action, setAction] = useState<TimelineNoteInput['action']>('call')
  const [text, setText] = useState('')
  const [saving, setSaving] = useState(false)
  const save = async () => {
    if (text.trim() === '' || saving) return
    setSaving(true)
    try {
      await noteEntry(customer.id, { action, text })
      setText('')
      changed()
    } catch (error) {
      message.error(errorText(error))
    }
    setSaving(false)
  }
  return (
    <div className="panel-body timeline-note">
      <Segmented
        value={action}
        onChange={setAction}
        aria-label={t('customers.timeline.what')}
        options={NOTES.map((value) => ({ value, label: t(`customers.timeline.note.${value}`) }))}
      />
      <Input
        dir="auto"
        autoComplete="off"
        maxLength={2000}
        value={text}
        aria-label={t('customers.timeline.add')}
        placeholder={t('customers.timeline.add')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={save}
      />
    </div>
  )
}
