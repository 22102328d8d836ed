import { MailOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { EmptyState } from '@/ui/EmptyState'
import { useLanguage } from '@/ui/useLanguage'
import { AuthCard } from './AuthCard'
import { AuthForm } from './AuthForm'
import { register } from './links'
import { useSignInOptions } from './options'

type State = 'asking' | 'sent' | 'closed'

/** For customers, in a garage that lets them open an account: the answer to the form says whether it does. */
export function RegisterPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [form] = Form.useForm<{ email: string }>()
  const [state, setState] = useState<State>('asking')
  const send = async ({ email }: { email: string }) => {
    try {
      await register(email.trim(), language)
      setState('sent')
    } catch (refusal) {
      if (asProblem(refusal).code !== 'not-found') throw refusal
      setState('closed')
    }
  }
  const closed = useSignInOptions().data?.registration === false
  const shown = closed ? 'closed' : state
  const back = <Link to="/sign-in">{t('signIn.back')}</Link>
  return (
    <AuthCard title={t('register.title')}>
      {shown === 'asking' ? (
        <>
          <p className="muted sign-in-kept">{t('register.text')}</p>
          <AuthForm form={form} go={t('password.sendLink')} onSend={send}>
            <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, message: t('form.required') }]}>
              <Input type="email" dir="ltr" autoComplete="username" inputMode="email" autoFocus />
            </Form.Item>
          </AuthForm>
          <p className="sign-in-links">{back}</p>
        </>
      ) : (
        <EmptyState
          icon={<MailOutlined />}
          title={t(`register.${shown}Title`)}
          text={t(`register.${shown}Text`)}
          action={back}
        />
      )}
    </AuthCard>
  )
}
