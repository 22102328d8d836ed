import { Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'

interface Props<T> {
  form: FormInstance<T>
  initial?: Partial<T>
  go: string
  onSend: (values: T) => Promise<unknown>
  children: ReactNode
}

/** A form on a page of its own, as on the way in: one large button, refusals beside their fields. */
export function AuthForm<T extends object>({ form, initial, go, onSend, children }: Props<T>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (values: T) => {
    setBusy(true)
    setProblem(null)
    try {
      await onSend(values)
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  return (
    <Form<T> form={form} layout="vertical" requiredMark={false} size="large" initialValues={initial} onFinish={submit}>
      {children}
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      <Button type="primary" htmlType="submit" block loading={busy} className="sign-in-go">
        {go}
      </Button>
    </Form>
  )
}
