import { useQueryClient } from '@tanstack/react-query'
import { App, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { Id, StatementsSent } from '@/api/types'
import { currentLanguage } from '@/app/locale'
import { formatMoney } from '@/ui/currency'
import { FormDialog } from '@/ui/FormDialog'

interface Fields {
  overdue_days: number
}

/** Sends a statement of account to whoever is late by more than so many days. */
export function SendStatements({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    const body = { ...fields, site_id: site }
    const { customers, due, currency } = await api.post<StatementsSent>('/statements', body, { idempotencyKey: key })
    if (customers === 0) message.info(t('receivables.nobodyLate'))
    else {
      const amount = formatMoney(due, currency, currentLanguage())
      message.success(t('receivables.sent', { count: customers, amount }))
    }
    await client.invalidateQueries({ queryKey: ['messages'] })
  }
  return (
    <FormDialog<Fields>
      title={t('receivables.send')}
      form={form}
      initial={{ overdue_days: 30 }}
      onSave={save}
      onClose={onClose}
      ok={t('receivables.sendGo')}
    >
      <p className="muted">{t('receivables.sendHint')}</p>
      <Form.Item
        name="overdue_days"
        label={t('receivables.lateBy')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <InputNumber min={0} max={3650} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
