import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { ProblemError } from '@/api/problem'
import type { Id, Problem, ScheduleSettings } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RecordGate } from '@/ui/RecordGate'
import { useScheduleSettings } from '../queries'
import { skillName } from '../skills'
import { useWords } from '../useWords'
import { updateSettings } from './commands'

type Fields = Pick<ScheduleSettings, 'slot_minutes' | 'most_waiters' | 'late_hours' | 'skills' | 'capabilities'>

/** The step of starts, how many may wait, and the codes of skills and equipment. */
export function Rules({ site }: { site: Id }) {
  return (
    <RecordGate query={useScheduleSettings(site)}>
      {(settings) => <RulesForm key={`${site} ${settings.version}`} settings={settings} />}
    </RecordGate>
  )
}

function RulesForm({ settings }: { settings: ScheduleSettings }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState<Problem | null>(null)
  const may = settings.actions.includes('update')
  const save = async (values: Fields) => {
    setProblem(null)
    try {
      await updateSettings(settings, { ...values, most_waiters: values.most_waiters ?? null })
      message.success(t('settings.saved'))
      client.invalidateQueries({ queryKey: ['schedule'] })
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
  }
  const required = [{ required: true, message: t('form.required') }]
  const codes = (list: string[]) => list.map((value) => ({ value, label: skillName(t, value) }))
  return (
    <section className="panel panel-body">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!may}
        initialValues={settings}
        onFinish={save}
        style={{ maxInlineSize: 560 }}
      >
        <div className="form-row">
          <Form.Item name="slot_minutes" label={t('schedule.slotMinutes')} rules={required}>
            <InputNumber min={5} max={240} step={5} />
          </Form.Item>
          <Form.Item name="most_waiters" label={t('schedule.mostWaiters')} extra={t('schedule.mostWaitersHint')}>
            <InputNumber min={0} max={100} />
          </Form.Item>
          <Form.Item name="late_hours" label={t('schedule.lateHours')} rules={required}>
            <InputNumber min={0} max={240} />
          </Form.Item>
        </div>
        <Form.Item name="skills" label={t('schedule.skills')} extra={t('schedule.codesHint')}>
          <Select mode="tags" options={codes(settings.skills)} />
        </Form.Item>
        <Form.Item name="capabilities" label={t('schedule.capabilities')} extra={t('schedule.codesHint')}>
          <Select mode="tags" options={codes(settings.capabilities)} />
        </Form.Item>
        {problem && <ProblemAlert error={new ProblemError(problem)} />}
        {may && (
          <Button type="primary" htmlType="submit">
            {t('common.save')}
          </Button>
        )}
      </Form>
    </section>
  )
}
