import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { LanguageSwitch } from '@/app/LanguageSwitch'
import { signIn } from '@/app/session'
import { applyProblem } from '@/ui/applyProblem'
import { Logo } from '@/ui/Logo'
import { ProblemAlert } from '@/ui/ProblemAlert'
import './sign-in.css'

interface Fields {
  email: string
  password: string
}

/** After signing in the router's guard goes on to where one wanted to be. */
export function SignInPage() {
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
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="sign-in-brand">
          <Logo size={44} />
          <div>
            <h1>ECAR</h1>
            <p className="muted">{t('signIn.tagline')}</p>
          </div>
        </div>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} size="large">
          <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, message: t('form.required') }]}>
            <Input type="email" dir="ltr" autoComplete="username" autoFocus inputMode="email" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.password')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input.Password dir="ltr" autoComplete="current-password" />
          </Form.Item>
          {problem && <ProblemAlert error={new ProblemError(problem)} />}
          <Button type="primary" htmlType="submit" block loading={busy} className="sign-in-go">
            {t('signIn.go')}
          </Button>
        </Form>
        <div className="sign-in-language">
          <LanguageSwitch />
        </div>
      </section>
    </main>
  )
}
