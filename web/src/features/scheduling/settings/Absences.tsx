import { DeleteOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { errorText, ProblemError } from '@/api/problem'
import type { Id, Problem, Resource } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Time } from '@/ui/Time'
import { fromWall } from '@/ui/time'
import { useWords } from '../useWords'
import { type AbsenceAdded, addAbsence, removeAbsence } from './commands'
import { useAbsences } from './queries'

interface Fields {
  from: string
  until: string
  reason: string
}

/** When a resource is away, and which appointments that touches. */
export function Absences({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const { t, zone } = useWords()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [affected, setAffected] = useState<AbsenceAdded['affected']>([])
  const absences = useAbsences(resource.id)
  const changed = () => client.invalidateQueries({ queryKey: ['schedule'] })
  const save = async ({ from, until, reason }: Fields) => {
    setProblem(null)
    try {
      const body = { from: fromWall(from, zone), until: fromWall(until, zone), reason: reason.trim() }
      setAffected((await addAbsence(resource.id, body)).affected)
      form.resetFields()
      changed()
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <Modal open title={t('schedule.absencesOf', { name: resource.name })} footer={null} onCancel={onClose}>
      <div className="stack">
        {absences.data?.length === 0 && <p className="muted">{t('schedule.noAbsences')}</p>}
        <ul className="allocations">
          {absences.data?.map(({ id, from, until, reason }) => (
            <li key={id}>
              <span className="grow">
                <bdi>{reason}</bdi>
                <div className="muted">
                  <Time at={from} /> – <Time at={until} />
                </div>
              </span>
              <RemoveAbsence id={id} label={`${t('common.remove')} ${reason}`} onDone={changed} />
            </li>
          ))}
        </ul>
        {affected.length > 0 && (
          <Alert
            type="warning"
            showIcon
            className="with-links"
            title={t('schedule.affected')}
            description={affected.map(({ id, number, customer_name, start }) => (
              <div key={id}>
                <Link to="/appointments/$id" params={{ id }} className="code">
                  {number}
                </Link>{' '}
                · <bdi>{customer_name}</bdi> · <Time at={start} />
              </div>
            ))}
          />
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
          <div className="form-row">
            <Form.Item name="from" label={t('schedule.fromDay')} rules={required}>
              <Input type="datetime-local" />
            </Form.Item>
            <Form.Item name="until" label={t('schedule.untilDay')} rules={required}>
              <Input type="datetime-local" />
            </Form.Item>
          </div>
          <Form.Item name="reason" label={t('schedule.reason')} rules={required}>
            <Input dir="auto" autoComplete="off" />
          </Form.Item>
          {problem && <ProblemAlert error={new ProblemError(problem)} />}
          <Button type="primary" htmlType="submit">
            {t('schedule.addAbsence')}
          </Button>
        </Form>
      </div>
    </Modal>
  )
}

function RemoveAbsence({ id, label, onDone }: { id: Id; label: string; onDone: () => void }) {
  const { message } = App.useApp()
  const remove = () =>
    removeAbsence(id)
      .then(onDone)
      .catch((error: unknown) => message.error(errorText(error)))
  return <Button type="text" icon={<DeleteOutlined />} aria-label={label} onClick={remove} />
}
