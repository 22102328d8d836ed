import { App, Button, Form, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem, ScheduleSettings, Site } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { CopyField } from '@/ui/CopyField'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { DepositPart } from './DepositPart'
import { FramePart } from './FramePart'
import { useSaveScheduleSettings, useScheduleSettings } from './queries'

/** Whether strangers book at a site, how soon and how far ahead, and what they are told. */
export function OnlineBookingPanel({ site }: { site: Site }) {
  const query = useScheduleSettings(site.id)
  return query.data ? <Panel key={site.id} site={site} settings={query.data} /> : null
}

function Panel({ site, settings }: { site: Site; settings: ScheduleSettings }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const saveSettings = useSaveScheduleSettings()
  const [form] = Form.useForm<Partial<ScheduleSettings>>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const may = settings.actions.includes('update')
  const save = async (values: Partial<ScheduleSettings>) => {
    setBusy(true)
    setProblem(null)
    try {
      const { online_text, deposit, deposit_minutes, deposit_no_shows } = values
      await saveSettings(settings, {
        ...values,
        online_text: online_text ?? '',
        deposit: deposit ?? null,
        deposit_minutes: deposit_minutes ?? null,
        deposit_no_shows: deposit_no_shows ?? null,
      })
      message.success(t('settings.saved'))
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('booking.settings')}</h2>
      </header>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!may}
        initialValues={settings}
        onFinish={save}
        className="panel-body"
      >
        <p className="muted">{t('booking.settingsText')}</p>
        <Form.Item name="online" label={t('booking.online')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="lead_hours" label={t('booking.leadHours')} rules={required}>
            <InputNumber min={0} max={240} precision={0} />
          </Form.Item>
          <Form.Item name="days_ahead" label={t('booking.daysAhead')} rules={required}>
            <InputNumber min={1} max={365} precision={0} />
          </Form.Item>
        </div>
        <Form.Item name="online_text" label={t('booking.text')}>
          <Input.TextArea rows={3} maxLength={1000} dir="auto" />
        </Form.Item>
        <DepositPart site={site} />
        <FramePart site={site} settings={settings} />
        {problem && <ProblemAlert error={new ProblemError(problem)} />}
        {settings.online && (
          <Form.Item label={t('booking.address')}>
            <CopyField
              text={`${window.location.origin}/book/${site.code.toLowerCase()}`}
              label={t('booking.address')}
            />
          </Form.Item>
        )}
        {may && (
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('booking.save')}
          </Button>
        )}
      </Form>
    </section>
  )
}
