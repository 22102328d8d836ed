import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { signIn } from '@/app/session'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import './sign-in.css'

interface Fields {
  email: string
  password: string
}

/** `email` says who signs in, when that is settled. */
export function SignInForm({ email: known }: { email?: string }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async ({ email, password }: Fields) => {
    setBusy(true)
    setProblem(null)
    try {
      await signIn(email.trim(), password)
    } catch (error) {
      setProblem(applyProblem(form, error))
      setBusy(false)
    }
  }
  return (
    <Form
      form={form}
      // It may stand over another form: its fields have ids of their own.
      name="sign-in"
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      size="large"
      initialValues={{ email: known }}
    >
      <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, message: t('form.required') }]}>
        <Input
          type="email"
          dir="ltr"
          autoComplete="username"
          autoFocus={!known}
          readOnly={known !== undefined}
          inputMode="email"
        />
      </Form.Item>
      <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('form.required') }]}>
        <Input.Password dir="ltr" autoFocus={known !== undefined} autoComplete="current-password" />
      </Form.Item>
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      <Button type="primary" htmlType="submit" block loading={busy} className="sign-in-go">
        {t('signIn.go')}
      </Button>
    </Form>
  )
}
