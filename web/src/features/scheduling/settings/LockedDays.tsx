import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { errorText } from '@/api/problem'
import type { Id, LockedDay } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import { FormDialog } from '@/ui/FormDialog'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Day } from '@/ui/Time'
import { useWords } from '../useWords'
import { lockDay, unlockDay } from './commands'
import { useLockedDays } from './queries'

/** Days on which the site takes no bookings. */
export function LockedDays({ site }: { site: Id }) {
  const { t } = useWords()
  const mayManage = useMay('schedule.manage')
  const [adding, setAdding] = useState(false)
  const add = mayManage && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('schedule.lockDay')}
    </Button>
  )
  return (
    <>
      <RowsPanel<LockedDay>
        title={t('schedule.part.lockedDays')}
        query={useLockedDays(site)}
        columns={useColumns(site, mayManage)}
        action={add}
        empty={<EmptyState title={t('schedule.noLockedDays')} text={t('schedule.noLockedDaysText')} action={add} />}
      />
      {adding && <LockDialog site={site} onClose={() => setAdding(false)} />}
    </>
  )
}

function useColumns(site: Id, mayManage: boolean): Column<LockedDay>[] {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const unlock = (id: Id) =>
    unlockDay(site, id)
      .then(() => client.invalidateQueries({ queryKey: ['schedule'] }))
      .catch((error: unknown) => message.error(errorText(error)))
  return [
    { key: 'day', title: t('schedule.date'), render: (row) => <Day day={row.day} /> },
    { key: 'reason', title: t('schedule.reason'), render: (row) => <bdi>{row.reason}</bdi> },
    { key: 'by', title: t('schedule.lockedBy'), render: (row) => <bdi>{row.by_name}</bdi>, desktopOnly: true },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => mayManage && <Button onClick={() => unlock(row.id)}>{t('schedule.unlockDay')}</Button>,
    },
  ]
}

function LockDialog({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [form] = Form.useForm<{ day: string; reason: string }>()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const save = async (values: { day: string; reason: string }) => {
    await lockDay(site, values)
    client.invalidateQueries({ queryKey: ['schedule'] })
  }
  return (
    <FormDialog title={t('schedule.lockDay')} ok={t('schedule.lockDay')} form={form} onSave={save} onClose={onClose}>
      <Form.Item name="day" label={t('schedule.date')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label={t('schedule.reason')} rules={required}>
        <Input dir="auto" autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
