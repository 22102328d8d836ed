import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { Id, JournalExport } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { monthOf } from '@/ui/months'
import { toWall } from '@/ui/time'

interface Fields {
  until: string
}

/** Up to which day the journal is exported: the last month's end is suggested, and no later day than yesterday is taken. */
export function ExportJournalDialog({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const zone = useTimeZone()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = async ({ until }: Fields) => {
    const body = { site_id: site, until }
    const made = await api.post<JournalExport>('/journal-exports', body, { idempotencyKey: key })
    message.success(t('accounting.exported', { number: made.number }))
    for (const stale of ['journal-exports', 'journals']) await client.invalidateQueries({ queryKey: [stale] })
  }
  return (
    <FormDialog<Fields>
      title={t('accounting.export')}
      form={form}
      initial={{ until: monthOf(toWall(new Date(), zone).slice(0, 10), -1).until }}
      onSave={save}
      onClose={onClose}
      ok={t('accounting.exportGo')}
    >
      <p className="muted">{t('accounting.exportHint')}</p>
      <Form.Item name="until" label={t('accounting.until')} rules={[{ required: true, message: t('form.required') }]}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  )
}
