import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { MessageSettings, Problem } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { messageSettings, setMessageSettings } from './commands'
import { asSent } from './useSettings'

type Hours = Pick<MessageSettings, 'quiet_from' | 'quiet_until'>

/** When no telephone rings. */
export function QuietHours({ settings }: { settings: MessageSettings }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Hours>()
  const [dirty, setDirty] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const may = settings.actions.includes('set')
  const save = async (hours: Hours) => {
    setProblem(null)
    try {
      const next = await setMessageSettings(settings.site_id, settings.version, { ...asSent(settings), ...hours })
      client.setQueryData(messageSettings(settings.site_id).queryKey, next)
      message.success(t('settings.saved'))
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
  }
  return (
    <SettingsPanel title={t('texts.quiet')} hint={t('texts.quietHint')}>
      <Form
        form={form}
        name="quiet"
        layout="inline"
        requiredMark={false}
        disabled={!may}
        initialValues={settings}
        onValuesChange={() => setDirty(true)}
        onFinish={save}
        className="texts-quiet"
      >
        <Form.Item name="quiet_from" label={t('texts.quietFrom')}>
          <Input type="time" dir="ltr" required />
        </Form.Item>
        <Form.Item name="quiet_until" label={t('texts.quietUntil')}>
          <Input type="time" dir="ltr" required />
        </Form.Item>
        {may && (
          <Button type={dirty ? 'primary' : 'default'} htmlType="submit" disabled={!dirty}>
            {t('common.save')}
          </Button>
        )}
      </Form>
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
    </SettingsPanel>
  )
}
