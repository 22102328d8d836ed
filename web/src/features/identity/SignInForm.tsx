import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { signIn } from '@/app/session'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { CodeField } from './CodeField'
import './sign-in.css'

interface Fields {
  email: string
  password: string
  code?: string
}

interface Props {
  /** Who signs in, when that is settled. */
  email?: string
  onSignedIn?: () => void
}

/** E-mail address or user name, and password, then the code of those who have a second factor. */
export function SignInForm({ email: known, onSignedIn }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [codeNeeded, setCodeNeeded] = useState(false)
  const submit = async ({ email, password, code }: Fields) => {
    setBusy(true)
    setProblem(null)
    try {
      await signIn(email.trim(), password, code?.trim())
      onSignedIn?.()
    } catch (error) {
      if (asProblem(error).code === 'second-factor-needed') setCodeNeeded(true)
      else setProblem(applyProblem(form, error))
      setBusy(false)
    }
  }
  const back = () => {
    form.resetFields(['password', 'code'])
    setProblem(null)
    setCodeNeeded(false)
  }
  const required = [{ required: true, message: t('form.required') }]
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
      <Form.Item name="email" label={t('signIn.who')} rules={required} hidden={codeNeeded}>
        <Input
          dir="ltr"
          autoComplete="username webauthn"
          autoFocus={!known}
          readOnly={known !== undefined}
          inputMode="email"
          autoCapitalize="none"
        />
      </Form.Item>
      <Form.Item name="password" label={t('signIn.password')} rules={required} hidden={codeNeeded}>
        <Input.Password dir="ltr" autoFocus={known !== undefined} autoComplete="current-password" />
      </Form.Item>
      {codeNeeded && <CodeField onComplete={() => form.submit()} />}
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      <Button type="primary" htmlType="submit" block loading={busy} className="sign-in-go">
        {t('signIn.go')}
      </Button>
      {codeNeeded && (
        <Button type="link" block onClick={back}>
          {t('signIn.someoneElse')}
        </Button>
      )}
    </Form>
  )
}
