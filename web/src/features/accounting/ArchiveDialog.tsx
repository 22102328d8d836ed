import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { Archive, Id } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { monthOf } from '@/ui/months'
import { toWall } from '@/ui/time'

interface Fields {
  from: string
  until: string
}

/** Of which days an archive is made: the last month is suggested. */
export function ArchiveDialog({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const zone = useTimeZone()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    const made = await api.post<Archive>('/archives', { site_id: site, ...fields }, { idempotencyKey: key })
    message.success(t('archives.made', { number: made.number, count: made.documents }))
    await client.invalidateQueries({ queryKey: ['archives'] })
  }
  const { from, until } = monthOf(toWall(new Date(), zone).slice(0, 10), -1)
  return (
    <FormDialog<Fields>
      title={t('archives.create')}
      form={form}
      initial={{ from, until }}
      onSave={save}
      onClose={onClose}
      ok={t('archives.go')}
    >
      <p className="muted">{t('archives.hint')}</p>
      <div className="row wrap">
        {(['from', 'until'] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`archives.${name}`)}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input type="date" />
          </Form.Item>
        ))}
      </div>
    </FormDialog>
  )
}
