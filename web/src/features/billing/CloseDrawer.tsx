import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Drawer, Tender } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { closeDay } from './commands'

interface Fields {
  cash: number
  card?: number | null
  transfer?: number | null
  cheque?: number | null
  online?: number | null
  kept: number
  reason?: string
}

/**
 * What was counted beside what should be there. The figures stay those that the count was begun with, also while money moves: the API
 * refuses them then, and they are shown anew.
 */
export function CloseDrawer({ drawer: begunWith, onClose }: { drawer: Drawer; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const [drawer, setDrawer] = useState(begunWith)
  const { currency, site_id, tenders } = drawer
  const expectedOf = (tender: Tender) => tenders.find((sum) => sum.tender === tender)?.expected ?? 0
  const save = async ({ reason, ...counted }: Fields) => {
    const body = { ...counted, site_id, expected_cash: expectedOf('cash'), reason: reason?.trim() || undefined }
    try {
      const closed = await closeDay(body, key)
      message.success(t('drawer.closed', { number: closed.number }))
    } catch (refusal) {
      if (asProblem(refusal).code === 'money-moved') {
        await client.invalidateQueries({ queryKey: ['drawers'] })
        setDrawer(client.getQueryData<Drawer>(['drawers', site_id]) ?? drawer)
      }
      throw refusal
    }
    for (const stale of ['drawers', 'day-closes']) await client.invalidateQueries({ queryKey: [stale] })
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <FormDrawer<Fields>
      title={t('drawer.close')}
      form={form}
      initial={{ kept: 0 }}
      onSave={save}
      onClose={onClose}
      ok={t('drawer.closeGo')}
    >
      <p className="muted">{t('drawer.closeHint')}</p>
      {tenders.map(({ tender, expected }) => (
        <Form.Item
          key={tender}
          name={tender}
          label={t(tender === 'cash' ? 'drawer.counted' : 'drawer.countedOptional', {
            tender: t(`billing.tender.${tender}`),
          })}
          rules={tender === 'cash' ? required : []}
          extra={
            <>
              {t('drawer.expectedHere')} <Money amount={expected} currency={currency} />
            </>
          }
        >
          <MoneyInput currency={currency} />
        </Form.Item>
      ))}
      <Form.Item name="kept" label={t('drawer.keptLabel')} rules={required}>
        <MoneyInput currency={currency} />
      </Form.Item>
      <Form.Item name="reason" label={t('drawer.reasonLabel')}>
        <Input.TextArea dir="auto" maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  )
}
